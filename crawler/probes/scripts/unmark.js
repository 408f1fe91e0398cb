() => {
  const [element, style] = window[Symbol.for('xunjian.marked')] || [];
  if (element) { style === null ? element.removeAttribute('style') : element.setAttribute('style', style); }
  delete window[Symbol.for('xunjian.marked')];
}
