wanted => {
  // What may open a search: the element asked for, then what is called so; nothing that could send a form.
  const shown = e => { const box = e.getBoundingClientRect(); return box.width > 4 && box.height > 4; };
  const words = e => [e.innerText, e.title, e.alt, e.getAttribute('aria-label')].map(t => (t || '').replace(/\s/g, ''));
  const named = e => [e.id, e.getAttribute('class'), e.getAttribute('src'), e.getAttribute('onclick')].join(' ');
  const called = e => words(e).some(t => /^.{0,4}(搜索|检索|搜尋|搜一搜|search)$/i.test(t)) ||
    /search|sousuo|jiansuo|搜索|检索|(^|[\W_])(so|sou|ss)([\W_]|$)/i.test(named(e));
  const safe = e => !e.closest('form') && !['submit', 'image'].includes(e.type) &&
    !(e.parentElement && [...e.parentElement.querySelectorAll('input:not([type=hidden])')].some(shown));
  const first = wanted ? [...document.querySelectorAll(wanted)] : [];
  const others = [...document.querySelectorAll('a,button,i,span,em,svg,img,div,li')].filter(called)
    .filter(e => !e.querySelector('a,button,form,input'));
  return [...new Set([...first, ...others])].filter(e => shown(e) && safe(e)).slice(0, 3)
    .map((e, number) => e.setAttribute('data-xunjian-opener', number)).length;
}
