"""How each thing is read off a page; one idea a file. `xunjian.facts.page` puts them together."""
