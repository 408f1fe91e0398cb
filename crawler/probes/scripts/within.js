(() => {
  const frames = name => [...document.querySelectorAll('iframe,frame')].some(f => f.name === name);
  const stay = element => {
    const target = element && element.getAttribute && element.getAttribute('target');
    if (target && !frames(target)) element.removeAttribute('target');
  };
  window.open = url => { if (url) location.assign(url); return window; };
  addEventListener('click', event => {
    const path = event.composedPath ? event.composedPath() : [event.target];
    path.forEach(stay); document.querySelectorAll('base[target],form[target]').forEach(stay);
  }, true);
  addEventListener('submit', event => stay(event.target), true);
  const heard = [];
  Object.defineProperty(window, Symbol.for('xunjian.heard'), {value: heard});
  const hear = (error, message, url) => {
    const name = String(error && error.name || ''), stack = String(error && error.stack || '');
    // A script that cannot be read at all fails without having been anywhere.
    const unread = name === 'SyntaxError' && !/\n\s+at |@\S+:\d+:\d+$/m.test(stack);
    if (heard.length < 50) heard.push([name, String(message || ''), String(url || ''), unread]);
  };
  addEventListener('error', event => event.message && hear(event.error, event.message, event.filename), true);
  addEventListener('unhandledrejection', event => hear(event.reason, event.reason && event.reason.message, ''));
  const submit = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function () { stay(this); return submit.call(this); };
})()
