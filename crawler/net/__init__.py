"""One request to one address: names, connections, HTTP. Knows nothing of crawling."""
