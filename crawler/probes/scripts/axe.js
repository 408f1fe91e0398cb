async ([locale, most, longest]) => {
  axe.configure({locale});
  const found = await axe.run(document, {resultTypes: ['violations'], iframes: false});
  return {version: axe.version, rules: found.violations.map(rule => ({
    id: rule.id, impact: rule.impact, help: rule.help, nodes: rule.nodes.length,
    examples: rule.nodes.slice(0, most).map(node => ({
      selector: node.target.flat().join(' '), html: node.html.slice(0, longest)})),
  }))};
}
