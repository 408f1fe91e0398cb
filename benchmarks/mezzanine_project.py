"""Installs Mezzanine into an environment of its own and lays out a project that speaks Chinese."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.environments import environment
from benchmarks.server import free_port, wait_for

PINS = ("mezzanine==6.1.1", "django==4.2.*", "setuptools<81")
SETTINGS = """
from portal.settings import *
ALLOWED_HOSTS = ["127.0.0.1"]
LANGUAGE_CODE, LANGUAGES, USE_I18N, TIME_ZONE = "zh-hans", (("zh-hans", "简体中文"),), True, "Asia/Shanghai"
SECRET_KEY = NEVERCACHE_KEY = "loopback benchmark"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR + "/portal.db"}}
STATICFILES_DIRS = [BASE_DIR + "/own"]
ROOT_URLCONF = "urls_zh"
SITE_TITLE, COMMENTS_ACCOUNT_REQUIRED = "示范市人民政府", False
"""
URLS = """
from django.http import HttpResponse
from django.urls import path
from portal.urls import handler404, handler500, urlpatterns as own
# Mezzanine's robots.txt forbids everything; a portal that is in use does not.
rules = HttpResponse("User-agent: *\\nAllow: /", "text/plain")
urlpatterns = [path("robots.txt", lambda request: rules), *own]
"""
HOME = """{% extends "base.html" %}{% load blog_tags %}
{% block meta_title %}首页{% endblock %}{% block title %}要闻{% endblock %}
{% block main %}{% blog_recent_posts 12 as recent %}<ul>{% for post in recent %}
<li><a href="{{ post.get_absolute_url }}">{{ post.title }}</a>
<span>{{ post.publish_date|date:"Y-m-d" }}</span></li>
{% endfor %}</ul>{% endblock %}"""
RELATIVE = (
    "{% blocktrans with sometime=blog_post.publish_date|timesince %}{{ sometime }} ago{% endblocktrans %}"
)
ABSOLUTE = '发布时间：{{ blog_post.publish_date|date:"Y-m-d H:i" }}'
FOOTER = """<p class="site-info text-center">主办单位：示范市人民政府办公室 网站标识码：0000000001
<a href="/">京ICP备00000001号</a> 京公网安备00000000000001号</p>"""
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n%%EOF"
)


def find_mezzanine() -> Path:
    """Python of Mezzanine's environment, installed on first use. Mezzanine 6.1 runs on Python up to 3.12."""
    return environment("mezzanine", *PINS)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def theme(python: Path, templates: Path) -> None:
    """Mezzanine's own templates with a government's foot line, dates as dates, no share buttons."""
    where = [str(python), "-c", "import mezzanine; print(mezzanine.__path__[0])"]
    package = Path(subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip())
    base = (package / "core" / "templates" / "base.html").read_text("utf-8")
    before, _, rest = base.partition('<p class="site-info text-center">')
    put(templates / "base.html", before + FOOTER + rest.partition("</p>")[2])
    for name in ("blog/blog_post_list.html", "blog/blog_post_detail.html"):
        original = (package / "blog" / "templates" / name).read_text("utf-8")
        kept = [line for line in original.splitlines() if "share-" not in line]
        put(templates / name, "\n".join(kept).replace(RELATIVE, ABSOLUTE))


def lay_out(work: Path, python: Path) -> dict[str, str]:
    """Makes the project; returns the environment that its commands run in."""
    project = [str(python.parent / "mezzanine-project"), "portal"]
    subprocess.run(project, cwd=work, check=True, capture_output=True)
    root = work / "portal"
    put(root / "settings_zh.py", SETTINGS)
    put(root / "urls_zh.py", URLS)
    theme(python, root / "templates")
    put(root / "templates" / "index.html", HOME)
    (root / "own" / "files").mkdir(parents=True)
    (root / "own" / "files" / "catalogue.pdf").write_bytes(PDF)
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "settings_zh",
        "PYTHONPATH": str(root),
        "PYTHONWARNINGS": "ignore",
    }


def fill(work: Path, python: Path, env: dict[str, str], as_of: str) -> dict[str, object]:
    """Creates the database and writes the content; returns what was planted."""
    migrate = [str(python), "manage.py", "migrate", "-v", "0"]
    subprocess.run(migrate, cwd=work / "portal", env=env, check=True, capture_output=True)
    # -P: a neighbour of the script has the name of the package.
    script = [str(python), "-P", str(Path(__file__).with_name("mezzanine_site.py")), as_of]
    done = subprocess.run(script, cwd=work / "portal", env=env, capture_output=True, text=True)
    if done.returncode:
        print(done.stderr[-3000:], file=sys.stderr)
        raise SystemExit("Mezzanine 内容写入失败。")
    planted: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return planted


@contextmanager
def run_portal(work: Path, as_of: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Address of the running portal, and what was planted on it."""
    python = find_mezzanine()
    env = lay_out(work, python)
    planted = fill(work, python, env, as_of)
    port = free_port()
    command = [str(python), "manage.py", "runserver", "--insecure", "--noreload", f"127.0.0.1:{port}"]
    with (work / "portal.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=work / "portal", env=env, stdout=log, stderr=log)
        try:
            wait_for(port, 30)
            yield f"http://127.0.0.1:{port}/", planted
        finally:
            process.terminate()
            process.wait(10)
