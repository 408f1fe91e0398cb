() => {
  const bare = text => (text || '').replace(/\s+/g, '');
  const shown = (e, least) => {
    const box = e.getBoundingClientRect(), look = getComputedStyle(e);
    return box.width > least && box.height > least && look.visibility === 'visible' && +look.opacity > 0;
  };
  const of = (names, test) => [...document.querySelectorAll(names)].filter(e => shown(e, 4) && test(e)).length;
  const media = of('img', e => e.complete && e.naturalWidth > 1) +
    of('svg,canvas,video,object,embed,input:not([type=hidden]),button,select', () => true) +
    [...document.querySelectorAll('body,body *')].slice(0, 3000).filter(e =>
      getComputedStyle(e).backgroundImage.includes('url(') && shown(e, 16)).length;
  const timing = performance.getEntriesByType('navigation')[0];
  return {chars: bare(document.body && document.body.innerText).length, media,
          loaded: timing && timing.loadEventEnd > 0 ? timing.loadEventEnd / 1000 : null};
}
