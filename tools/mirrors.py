"""Tells uv what pip is configured for: uv reads neither pip.conf nor PIP_* variables."""

import subprocess

SAME = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "trusted-host": "UV_INSECURE_HOST"}


def uv_settings(python, environment):
    """The variables that give uv pip's index, mirror, certificate and proxy; what the user set stays."""
    settings = translate(pip_settings(python, environment))
    return {name: value for name, value in settings.items() if not environment.get(name)}


def pip_settings(python, environment):
    """pip's own view of its configuration, files and variables together."""
    command = [python, "-m", "pip", "config", "list"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return parse(done.stdout.decode("utf-8", "replace"))


def parse(listing):
    """`pip config list` as a dictionary of option to value; a later section wins, as in pip."""
    rank = {"global": 0, "install": 1, ":env:": 2}
    found = {}
    for line in listing.splitlines():
        key, separator, value = line.partition("=")
        section, _, option = key.rpartition(".")
        if separator and section in rank:
            value = value.strip()[1:-1].replace("\\n", " ").strip()
            if rank[section] >= found.get(option, (0, ""))[0]:
                found[option] = (rank[section], value)
    return {option: value for option, (_, value) in found.items()}


def translate(pip):
    """pip options as uv variables."""
    result = {name: pip[option] for option, name in SAME.items() if pip.get(option)}
    if pip.get("extra-index-url"):
        # pip takes the best version over all indexes; the hashes of the lock keep that safe.
        result["UV_INDEX"] = pip["extra-index-url"]
        result["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if pip.get("find-links"):
        result["UV_FIND_LINKS"] = ",".join(pip["find-links"].split())
    if pip.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        result["UV_NO_INDEX"] = "1"
    if pip.get("proxy"):
        result["HTTPS_PROXY"] = result["HTTP_PROXY"] = pip["proxy"]
    return result
