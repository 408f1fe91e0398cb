() => {
  // Fields that a visitor sees and may type into, with all that they are called by; seen for the first time?
  const shown = e => {
    const box = e.getBoundingClientRect(), look = getComputedStyle(e);
    return box.width > 20 && box.height > 8 && look.visibility === 'visible' && +look.opacity > 0;
  };
  const named = e => e ? [e.getAttribute('name'), e.id, e.getAttribute('class'), e.getAttribute('role')] : [];
  const found = [...document.querySelectorAll('input')].filter(e => ['text', 'search'].includes(e.type) && shown(e));
  return found.map((e, number) => {
    const known = e.hasAttribute('data-xunjian-known');
    e.setAttribute('data-xunjian-known', '');
    e.setAttribute('data-xunjian-field', number);
    const holder = e.form || e.parentElement || e, labels = [...(e.labels || [])].map(each => each.innerText);
    const buttons = [...holder.querySelectorAll('button,input[type=submit],input[type=button],a')].slice(0, 4)
      .map(each => (each.innerText || each.value || '').slice(0, 20));
    const of = type => holder.querySelectorAll(type).length;
    return {
      said: [...named(e), e.placeholder, e.title, e.value, e.getAttribute('aria-label'), ...labels].join(' '),
      near: [...named(e.parentElement), ...named(e.form), ...buttons,
             ...[...holder.querySelectorAll('input')].flatMap(each => [each.name, each.placeholder])].join(' '),
      fields: of('input:not([type]),input[type=text],input[type=search],input[type=tel],input[type=email]'),
      other: of('input[type=password],input[type=file],textarea'),
      fresh: !known,
      leads: e.form && /^https?:/.test(e.form.action) ? e.form.action : '',
    };
  });
}
