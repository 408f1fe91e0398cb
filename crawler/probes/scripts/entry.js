words => {
  // The innermost of the elements that say it shortest, those first that can be clicked.
  const bare = text => (text || '').replace(/\s+/g, '');
  const wanted = bare(words);
  const said = e => [bare(e.innerText || e.value), bare(e.alt), bare(e.title), bare(e.getAttribute('aria-label'))];
  const shown = e => { const box = e.getBoundingClientRect(); return box.width > 0 && box.height > 0; };
  const names = e => ['href', 'src', 'onclick', 'id'].some(name => (e.getAttribute(name) || '').trim() === words);
  let best = null;
  for (const e of document.querySelectorAll('a,button,input,area,img,label,span,div,li,p,i,em,b,[onclick],[role=button]')) {
    const hit = names(e) ? wanted.length : Math.min(...said(e).filter(t => t.includes(wanted)).map(t => t.length));
    if (!Number.isFinite(hit) || hit > wanted.length + 12 || !(shown(e) || e.tagName === 'AREA')) continue;
    const acts = e.closest('a,button,input,area,[onclick],[role=button]') ? 0 : 1;
    const rank = [acts, hit];
    if (!best || rank[0] < best.rank[0] || (rank[0] === best.rank[0] && rank[1] <= best.rank[1])) best = {e, rank};
  }
  return best && best.e;
}
