"""What a visitor does before he takes a list for empty: waits, scrolls, moves over the page, asks for more.

A page may fill itself only then. Waiting is not slept through: the page's own timers are brought forward, so
that a slow machine sees what a fast one sees.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from crawler.errand import Errand
from crawler.favours import favours_some

_LONGEST_WAIT = 20_000
"""Milliseconds; what a page puts off for longer no visitor waits for."""
_LONGEST_BEAT = 5_000
"""Milliseconds between the looks of a script that waits for something."""
_MOST_BEATS = 4
_MOST_HURRIES = 40
_MOST_ROUNDS = 3
_LONGEST = 10.0
"""Seconds for all of it; what a page still has to show then is not waited for."""
_MOMENT = 0.06
_MOST_CLICKS = 8
_MOST_ELEMENTS = 3000
_STEPS = 12
"""Screens that are scrolled through."""

WATCH = """(() => {
  if (window.__visitor) return;
  const later = window.setTimeout.bind(window), never = window.clearTimeout.bind(window);
  const every = window.setInterval.bind(window), stop = window.clearInterval.bind(window);
  const once = new Map(), beats = new Map(), roots = [], clicked = new Set();
  let ahead = 0, until = 0, beaten = 0;
  const now = () => performance.now() + ahead;
  const run = (what, given) =>
    typeof what === 'function' ? what.apply(window, given) : (0, eval)(String(what));
  window.setTimeout = (what, wait, ...given) => {
    const id = later(() => { once.delete(id); run(what, given); }, wait);
    once.set(id, {due: now() + (+wait || 0), go: () => run(what, given)});
    return id;
  };
  window.setInterval = (what, wait, ...given) => {
    const id = every(() => run(what, given), wait);
    beats.set(id, {wait: +wait || 0, go: () => run(what, given)});
    return id;
  };
  window.clearTimeout = window.clearInterval = id => {
    once.delete(id); beats.delete(id); never(id); stop(id);
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    roots.push([this, root]);
    return root;
  };
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (name, ...rest) {
    if (name === 'click' && this instanceof Element) clicked.add(this);
    return listen.call(this, name, ...rest);
  };
  const lacks = new Set();
  const isOurs = to => {  // what goes elsewhere is a desk to chat at, or a counter: no list comes that way
    try { return new URL(to, location.href).hostname === location.hostname; } catch (error) { return true; }
  };
  for (const name of ['WebSocket', 'EventSource']) {
    const kind = window[name];
    if (kind) window[name] = new Proxy(kind, {
      construct(target, given) {
        if (isOurs(given[0])) lacks.add(name);
        return Reflect.construct(target, given);
      },
    });
  }
  const worker = window.ServiceWorkerContainer && ServiceWorkerContainer.prototype;
  if (worker) {
    const register = worker.register;
    worker.register = function (...given) { lacks.add('ServiceWorker'); return register.apply(this, given); };
  }
  const safely = go => { try { go(); } catch (error) { later(() => { throw error; }, 0); } };
  let most = 0;
  new MutationObserver(() => { most = Math.max(most, document.links.length); })
    .observe(document, {childList: true, subtree: true});
  Object.defineProperty(window, '__visitor', {value: {
    roots, clicked, lacks,
    isWhole: () => document.links.length >= most,
    rest: () => {
      for (const id of once.keys()) never(id);
      for (const id of beats.keys()) stop(id);
    },
    pause: ms => new Promise(done => later(done, ms)),
    hurry: (longest, beat, mostBeats) => {
      until = until || now() + longest;
      const first = Math.min(...[...once.values()].map(each => each.due));
      const due = [...once].filter(([, each]) => each.due <= Math.min(first + 200, until));
      due.sort((a, b) => a[1].due - b[1].due);
      for (const [id, each] of due) if (once.delete(id)) {
        never(id);
        ahead = Math.max(ahead, each.due - performance.now());
        safely(each.go);
      }
      const looking = [...beats].filter(([, each]) => each.wait <= beat);
      if (looking.length && beaten++ < mostBeats)
        for (const [id, each] of looking) if (beats.has(id)) safely(each.go);
      return due.length > 0 || (looking.length > 0 && beaten < mostBeats);
    },
  }});
})()"""
"""Runs in every document before its own scripts: keeps what it puts off, what answers a click, what it draws
in closed rooms, and what it asks for in ways that we do not serve."""

_HURRY = "given => window.__visitor ? window.__visitor.hurry(...given) : false"

_SCROLL = """async ([steps]) => {
  if (!window.__visitor || !document.body) return;
  const place = document.scrollingElement || document.documentElement;
  document.dispatchEvent(new MouseEvent('mousemove', {bubbles: true, clientX: 300, clientY: 300}));
  for (let step = 1; step <= steps; step++) {
    window.scrollTo(0, step * innerHeight);
    if (step === 1) window.dispatchEvent(new Event('scroll'));  // also where all is on one screen
    await window.__visitor.pause(40);
    if ((step + 1) * innerHeight >= place.scrollHeight) { window.scrollTo(0, place.scrollHeight); break; }
  }
  await window.__visitor.pause(80);
}"""

_BROUGHT = """served => {
  const rows = 'li, tr, dd, article, canvas';
  const before = new DOMParser().parseFromString(served, 'text/html');
  const known = new Set([...before.querySelectorAll('a[href]')].map(a => a.getAttribute('href')));
  return [...document.querySelectorAll('a[href]')].some(a => !known.has(a.getAttribute('href')))
    || document.querySelectorAll(rows).length > before.querySelectorAll(rows).length
    || (window.__visitor && window.__visitor.roots.length > 0)
    || [...document.querySelectorAll('iframe')].length > before.querySelectorAll('iframe').length;
}"""
"""Whether the page shows anything that it did not hold when it was served."""

_STIR = """([most, elements]) => {
  const kept = window.__visitor;
  if (!kept || !document.body) return 0;
  const all = [...document.body.querySelectorAll('*')].slice(0, elements);
  for (const each of all) {
    each.dispatchEvent(new MouseEvent('mouseenter'));
    each.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
  }
  const leads = each => {
    const to = (each.closest('a') || each).getAttribute('href');
    return to !== null && !/^\\s*(#|javascript:|$)/i.test(to);
  };
  const acts = each => (each.onclick || kept.clicked.has(each)) && !leads(each)
    && !each.closest('form') && !/^(INPUT|SELECT|TEXTAREA|BODY|HTML|FORM)$/.test(each.tagName)
    && each.textContent.trim().length <= 12;
  // What else is pressed may count a vote or sign a list.
  const more = each => /更多|加载|展开|同意|继续|进入|刷新|重试|全部|查看/.test(each.textContent);
  const tab = each => each.closest('[role=tab], [role=tablist], [class*=tab i], [id*=tab i]') !== null
    && /[\\u4e00-\\u9fff]{2}/.test(each.textContent) && !/赞|票|评|踩|顶/.test(each.textContent);
  const chosen = all.filter(each => acts(each) && (more(each) || tab(each)));
  chosen.sort((a, b) => more(b) - more(a));
  for (const each of chosen.slice(0, most)) each.click();
  return chosen.length;
}"""

_HOLD = """async () => {
  const kept = window.__visitor;
  for (let look = 0; kept && look < 60 && !kept.isWhole(); look++) await kept.pause(50);
  if (kept) kept.rest();
}"""
"""Stops a page that shows its list by turns while it shows it."""

_FLATTEN = """() => {
  const kept = window.__visitor;
  for (const [host, root] of kept ? [...kept.roots].reverse() : []) {
    const shown = document.createElement('div');
    shown.innerHTML = root.innerHTML;
    shown.querySelectorAll('style').forEach(each => each.remove());
    host.append(shown);
  }
  for (const frame of document.querySelectorAll('iframe')) {
    let inner = null;
    try { inner = frame.contentDocument; } catch (error) { continue; }
    if (!inner || !inner.body || frame.offsetWidth < 100 || frame.offsetHeight < 20) continue;
    const shown = document.createElement('div');
    shown.innerHTML = inner.body.innerHTML;
    shown.querySelectorAll('script, style').forEach(each => each.remove());
    const links = inner.querySelectorAll('body a[href]');
    shown.querySelectorAll('a[href]').forEach((each, n) => { if (links[n]) each.href = links[n].href; });
    frame.replaceWith(shown);
  }
}"""
"""Puts what stands in shadow roots and in frames of the site where it is seen: readers read one document."""

_OWN_SCRIPTS = "() => [...document.scripts].filter(each => !each.src).map(each => each.textContent)"

_LACKS = "() => Boolean(window.__visitor && window.__visitor.lacks.size)"

COUNT = (
    "() => [document.getElementsByTagName('*').length, document.body ? document.body.innerText.length : 0]"
)


Settle = Callable[[], Awaitable[None]]
"""Waits until nothing is under way and the page grows no more."""


async def visit(page: Page, errand: Errand, served: str, settle: Settle) -> None:
    """Do all that, and put what the page then shows into one document. `served`: the page as it came."""
    deadline = time.monotonic() + _LONGEST
    for _ in range(_MOST_ROUNDS):
        if errand.waiting or time.monotonic() > deadline:
            break
        before = await seen(page)
        await _pass_time(page, errand, settle, deadline)
        await _said(page.main_frame, _SCROLL, [_STEPS])
        await settle()
        if await seen(page) == before:
            break
    brought = None if errand.waiting else await _said(page.main_frame, _BROUGHT, served)
    if brought is False:
        errand.stays = True
        await _said(page.main_frame, _STIR, [_MOST_CLICKS, _MOST_ELEMENTS])
        await settle()
        await _pass_time(page, errand, settle, deadline)
    if brought is not True and (errand.restless or await _favours_some(page.main_frame)):
        errand.partly = errand.partly or "not_fetched"
    for frame in reversed(page.frames):
        await _said(frame, _HOLD)
        if await _said(frame, _LACKS):
            errand.partly = errand.partly or "not_fetched"
        await _said(frame, _FLATTEN)


async def seen(page: Page) -> object:
    """How much the page holds, its frames included."""
    return [page.url, [await _said(frame, COUNT) for frame in page.frames]]


async def _pass_time(page: Page, errand: Errand, settle: Settle, deadline: float) -> None:
    """Let the page do now what it put off, one thing after another: each may wait for what the one before
    brings."""
    before = await seen(page)
    for _ in range(_MOST_HURRIES):
        given = [_LONGEST_WAIT, _LONGEST_BEAT, _MOST_BEATS]
        if not any([await _said(frame, _HURRY, given) for frame in page.frames]):
            return
        await asyncio.sleep(_MOMENT)
        now = await seen(page)
        if now != before or errand.busy:
            await settle()
            before = await seen(page)
        if errand.waiting or time.monotonic() > deadline:
            return


async def _favours_some(frame: Frame) -> bool:
    scripts = await _said(frame, _OWN_SCRIPTS)
    return isinstance(scripts, list) and favours_some(str(each) for each in scripts)


async def _said(frame: Frame, script: str, given: object = None) -> object:
    """What a frame answers; None where it is gone, or goes elsewhere meanwhile."""
    try:
        async with asyncio.timeout(_LONGEST):
            return await frame.evaluate(script, given)
    except PlaywrightError:
        return None
