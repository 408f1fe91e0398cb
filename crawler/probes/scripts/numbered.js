() => {
  // Lines that may hold a number of a citizen.
  const found = [], walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  for (let node; found.length < 2000 && (node = walker.nextNode());)
    if (/[0-9](?:[ \-]?[0-9Xx]){14}/.test(node.nodeValue)) found.push(node);
  window[Symbol.for('xunjian.numbered')] = found;
  return found.map(node => node.nodeValue);
}
