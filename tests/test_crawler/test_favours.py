"""Scripts that may keep from us what they show to others, and those that only look."""

import pytest

from crawler.favours import favours_some

VERSIONS = """var u=navigator.userAgent;var versions={
trident:u.indexOf('Trident')>-1,webKit:u.indexOf('AppleWebKit')>-1,
gecko:u.indexOf('Gecko')>-1,mobile:!!u.match(/AppleWebKit.*Mobile.*/),ios:!!u.match(/CPU.+Mac OS X/),
android:u.indexOf('Android')>-1,webApp:u.indexOf('Safari')==-1};if(versions.mobile)window.location.href='/m/'"""


@pytest.mark.parametrize(
    ("script", "favours"),
    [
        ("if(/Chrome\\//.test(navigator.userAgent)){fetch('/list').then(fill)}", True),
        ("if(!navigator.webdriver)box.innerHTML=list", True),
        ("if(!navigator['webdriver'])$('#box').load('/list')", True),
        ("if(/bot|spider/i.test(navigator.userAgent))location.replace('/')", True),
        ("if(navigator.platform=='Win32')document.write(list)", True),
        (VERSIONS, False),
        ("if(/iPhone|Windows Phone|Windows CE/i.test(navigator.userAgent))location.href='/m/'", False),
        ("if(navigator.userAgent.indexOf('MSIE')>0)document.write('请换用其他浏览器')", False),
        ("count({agent:navigator.userAgent,is:/Chrome/.test(navigator.userAgent),at:location.href})", False),
        ("fetch('/list').then(function(a){box.innerHTML=a})", False),
    ],
)
def test_a_script_that_shows_by_who_asks_is_known(script: str, favours: bool) -> None:
    assert favours_some(["", script]) is favours
