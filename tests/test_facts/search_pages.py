# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Pages with a search of every make, and pages whose forms look like one and are none: markup alone."""

BOXES = {
    "table layout of 2005": '<table width=778><form name=form1 method=post action="search.asp"><tr><td>站内搜索：</td><td><input name="keyword" type="text" size=14></td><td><select name="action"><option value="title">标题</option><option value="content">内容</option></select></td><td><input type="image" src="images/go.gif" name="Submit"></td></tr></form></table>',
    "text search engine": '<form name="searchform" action="/was5/web/search" method="get" onsubmit="return checkInput();"><input type="hidden" name="channelid" value="212860"><input type="text" name="searchword" class="ipt"><input type="submit" value=""></form><script>function checkInput(){var v=document.searchform.searchword.value;if(v==""){alert("请输入检索词");return false;}return true;}</script>',
    "jsearch": '<form method="get" action="/jsearchfront/search.do" target="_blank"><input type="hidden" name="websiteid" value="330000000000000"><input type="hidden" name="tpl" value="48"><input name="q" class="sx" autocomplete="off"><button class="bt"></button></form>',
    "jpage": '<form action="/module/sitesearch/index.jsp" method="get"><input type="hidden" name="columnid" value="0"><input type="hidden" name="webid" value="1"><input type="hidden" name="modalunitid" value="104"><input name="keyword" id="keyword" value="请输入关键字" onfocus="this.value=\'\'"><input type="submit" value="检 索"></form>',
    "jspx": '<form action="/search.jspx" target="_blank" id="searchForm"><input type="text" name="q" placeholder="想找什么"><i class="icon-s"></i></form>',
    "english names only": '<form action="/home/find" method="get"><input class="ipt" name="Keywords"><button class="btn btn-sm" type="submit"><span class="ico"></span></button></form>',
    "camel case": '<form action="/list.aspx"><input name="txtKey" id="txtKey"><input type="submit" id="btnGo" value="GO"></form>',
    "button outside": '<div class="top"><form id="f1" action="/so/s"><input type="text" name="wd" placeholder="请输入您要查找的内容"></form><button form="f1" type="submit">搜一下</button></div>',
    "field outside": '<form id="sf" action="/so"></form><input form="sf" name="q" placeholder="站内搜索"><button form="sf">搜索</button>',
    "enter key alone": '<form action="/search/all" role="search"><input type="search" name="text" aria-label="站内检索"></form>',
    "nothing but a role": '<form role="search" action="/s/"><input type="search" name="t"></form>',
    "link that submits": '<form name="frm" action="/search/index.html" method="get"><input name="words" value=""><a href="javascript:document.frm.submit()">搜索</a></form>',
    "picture that submits": '<form name="so" action="/so.php" method="post"><input name="title"><img src="/img/search_btn.gif" alt="搜索" onclick="document.so.submit()"></form>',
    "button that looks and submits": '<form name="sForm" action="/site/search" method="get"><input name="kw" id="kw"><input type="button" value="搜 索" onclick="doSearch()"></form><script>function doSearch(){ if(document.getElementById("kw").value==""){alert("请输入关键词！");return;} document.sForm.submit(); }</script>',
    "traditional characters": '<form action="/query"><input name="word" placeholder="請輸入檢索內容"><button>檢索</button></form>',
    "mobile header": '<div class="m-head"><form action="/so/s" class="m-so"><input type="search" name="qt" placeholder="搜索"></form></div>',
    "hidden overlay": '<a class="icon-search" href="javascript:;" onclick="$(\'#layer\').show()"></a><div id="layer" style="display:none"><form action="/search"><input name="q" placeholder="搜索"><button>搜索</button></form></div>',
    "multipart": '<form action="/so" method="post" enctype="multipart/form-data"><input type="hidden" name="token" value="a1b2"><input name="q"><button>搜索</button></form>',
    "tokens": '<form action="/search" method="post"><input type="hidden" name="csrf_token" value="9f8e"><input type="hidden" name="siteCode" value="4400000001"><input name="searchWord"><button>搜索</button></form>',
    "server form around all": '<form method="post" action="./index.aspx" id="form1"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUK"><ul><li><a href="/mail">邮箱登录</a></li><li><a href="/reg">注册</a></li><li><a href="/yy">预约</a></li></ul><div class="sousuo"><input name="ctl00$txtKeyword" type="text" id="ctl00_txtKeyword"><input type="submit" name="ctl00$btnSearch" value="搜索" id="ctl00_btnSearch"></div><div>姓名不限</div></form>',
    "scope and dates": '<form action="/search/adv" method="get"><select name="scope"><option value="0">全部</option><option value="1">标题</option></select><input name="keyword" placeholder="关键字"><input name="begin" placeholder="开始日期"><input name="end" placeholder="结束日期"><input type="submit" value="检索"></form>',
    "hint that asks": '<form action="/znss"><input type="text" name="content" placeholder="请输入要搜的内容"><input type="submit" value="确定"></form>',
    "letters apart": '<form action="/ss"><input type="text" name="n"><input type="submit" value="搜　索"></form>',
    "label alone": '<form action="/find.htm" method="post"><label for="x9">全文检索</label><input type="text" id="x9" name="x9"><input type="submit" value="Go"></form>',
    "select of engines, own first": '<form action="/so/s"><input type="radio" name="tab" value="site" checked>站内<input type="text" name="qt"><input type="submit" value="搜索"></form>',
    "upper case": "<FORM METHOD=GET ACTION=SEARCH.ASP><INPUT TYPE=TEXT NAME=KEYWORD><INPUT TYPE=SUBMIT VALUE=GO></FORM>",
    "search beside the weather": '<form action="/so"><span>今天天气：晴</span><input name="q" placeholder="请输入关键字"><button>搜索</button></form>',
}
"""All of them can be sent by our own client."""

LINKS = {
    "location": ('<input id="kw" placeholder="请输入关键词"><a href="javascript:;" onclick="so()">搜索</a><script>function so(){location.href=\'/so/s?q=\'+encodeURIComponent(document.getElementById("kw").value);}</script>', "/so/s?q={}"),
    "variable": ('<div class="search"><input type="text" id="key"><button onclick="go()">搜索</button></div><script>function go(){var k=$("#key").val(); if(!k){alert("请输入");return;} window.open("/search.html?site=3&word="+encodeURI(k)+"&page=1");}</script>', "/search.html?site=3&word={}&page=1"),
    "inline": ('<input id="q1" name="q" placeholder="搜索"><img src="s.gif" alt="搜索" onclick="window.location=\'/s?q=\'+document.getElementById(\'q1\').value">', "/s?q={}"),
    "handler": ('<input type="text" id="searchInput"><span id="searchBtn">搜索</span><script>$(function(){$("#searchBtn").click(function(){ var w=$.trim($("#searchInput").val()); window.location.href="/jsearchfront/search.do?websiteid=12&q="+encodeURIComponent(w); });});</script>', "/jsearchfront/search.do?websiteid=12&q={}"),
    "listener": ('<input id="ss" placeholder="站内搜索"><button id="ssb">搜</button><script>document.getElementById("ssb").addEventListener("click",function(){const v=document.querySelector("#ss").value;location.assign(`/find?wd=${encodeURIComponent(v)}`)});</script>', "/find?wd={}"),
    "form that never goes": ('<form onsubmit="return toSearch()"><input name="keyword" id="keyword"><button>搜索</button></form><script>function toSearch(){window.open("/ss/list?keyword="+encodeURIComponent($("#keyword").val()));return false;}</script>', "/ss/list?keyword={}"),
    "enter": ('<input id="in" class="search-input" onkeydown="if(event.keyCode==13){location.href=\'/so?q=\'+encodeURIComponent(this.value)}">', "/so?q={}"),
}  # fmt: skip
"""A script makes the address, in a way that can be read: markup and the address, {} for the words."""

SCRIPTED = {
    "asks for data": '<div class="search"><input id="kw" placeholder="请输入搜索内容"><a onclick="go()">搜索</a></div><script>function go(){$.ajax({url:"/api/so",data:{q:$("#kw").val()},success:show})}</script>',
    "address made elsewhere": '<div class="search"><input id="kw"><a onclick="go()">搜索</a></div><script>function go(){location.href=base()+$("#kw").val()}</script>',
    "many ways to go": '<input id="kw" class="search"><button onclick="go()">搜索</button><script>function go(){if(t==1){location.href="/a?q="+$("#kw").val()}else{location.href="/b?q="+$("#kw").val()}}</script>',
    "script of a bundle": '<div id="app"><div class="header-search"><input placeholder="请输入搜索内容"><i class="el-icon-search"></i></div></div><script src="/js/app.1f3c.js"></script>',
    "handler on the form": '<form id="so"><input name="qt" placeholder="搜索"><button>搜索</button></form><script>$("#so").on("submit",function(){send(this);return false})</script>',
}
"""Boxes that only a browser can use."""

DECOYS = {
    "login": '<form action="/login"><input name="user"><input type="password" name="p"><button>登录</button></form>',
    "login by message": '<form action="/sms"><input name="key" placeholder="手机号"><input name="code" placeholder="短信验证码"><button>登录</button></form>',
    "mail box": '<form action="/mailmain?type=login" method="post"><input name="kw" placeholder="用户名"><button>进入邮箱</button></form>',
    "mail list": '<form action="/subscribe"><input name="q" type="email" placeholder="邮箱"><button>订阅</button></form>',
    "mail list without type": '<form action="/rss/search"><input name="keyword" placeholder="输入邮箱，订阅本站信息"><button>订阅</button></form>',
    "application": '<form action="/ysqgk/save" method="post"><input name="name" placeholder="申请人姓名"><input name="sfz"><input name="key" placeholder="所需信息索引号"><button>提交申请</button></form>',
    "application by text": '<form action="/apply" method="post" name="searchform"><input name="keyword" placeholder="所需信息的名称"><textarea name="d"></textarea><button>提交</button></form>',
    "state of an application": '<form action="/ysq/search"><input name="keyword" placeholder="申请编号"><input name="pwd2" placeholder="查询码"><button>查询</button></form>',
    "letter": '<form action="/xj/search"><input name="searchKey" placeholder="信件编号"><input name="mm" placeholder="查询密码"><button>搜索</button></form>',
    "letter to write": '<form action="/xj/add" method="post"><input name="title" placeholder="信件标题"><input name="keyword" placeholder="信件关键词"><input name="content" type="hidden"><button>提交信件</button></form>',
    "other engine": '<form action="https://www.baidu.com/s"><input name="wd"><input type="hidden" name="si" value="www.a.gov.cn"><input type="submit" value="站内搜索"></form>',
    "other engine by script": '<div class="search"><input id="wd"><button onclick="bd()">搜索</button></div><script>function bd(){window.open("https://www.baidu.com/s?wd="+encodeURIComponent($("#wd").val())+" site:a.gov.cn")}</script>',
    "map": '<form action="/map/search"><input name="keyword" placeholder="搜索地点、公交、位置"><button>搜索地图</button></form>',
    "dates": '<form action="/list"><input name="startDate" placeholder="开始日期"><input name="endDate" placeholder="结束日期"><button class="search-btn">查询</button></form>',
    "survey": '<form action="/survey" method="post"><input type="radio" name="a" value="1">满意<input type="text" name="key" placeholder="其他意见"><button>提交问卷</button></form>',
    "comment": '<form action="/comment" method="post"><input name="nick" placeholder="昵称"><textarea name="q"></textarea><button>发表评论</button></form>',
    "comment in a line": '<form action="/comment/add" method="post"><input name="q" placeholder="说点什么吧"><button>发表评论</button></form>',
    "vote": '<form action="/vote" method="post"><input name="key" placeholder="投票理由"><button>投票</button></form>',
    "state of a matter": '<form action="/bjcx/search"><input name="keyword" placeholder="请输入办件流水号"><button>搜索</button></form>',
    "company": '<form action="/xy/search"><input name="keyword" placeholder="请输入企业名称或统一社会信用代码"><button>搜索</button></form>',
    "marks of an exam": '<form action="/cj/search"><input name="key" placeholder="准考证号"><button>查询成绩</button></form>',
    "names": '<form action="/ry/search"><input name="key" placeholder="姓名"><button>搜索人员</button></form>',
    "telephones": '<form action="/dh"><input name="keyword" placeholder="查电话号码"><button>搜索号码</button></form>',
    "page to go to": '<form action="/list" name="searchForm"><input name="page" size=3 value="1"><button>跳转</button>页</form>',
    "upload": '<form action="/up" method="post"><input type="file" name="f"><input name="keyword" placeholder="关键词"><button>上传</button></form>',
    "complaint": '<form action="/ts/save" method="post"><input name="lxr" placeholder="联系人"><input name="tel" placeholder="联系电话"><input name="key" placeholder="举报事项"><button>提交举报</button></form>',
    "weather": '<form action="/weather"><input name="key" placeholder="城市"><button>搜索天气</button></form>',
    "loan": '<form action="/gjj"><input name="key" placeholder="贷款金额"><button>计算</button></form>',
    "login without a form": '<div class="login-search"><input id="user" placeholder="用户名"><input type="password" id="pw"><button onclick="login()">登录</button></div>',
    "dates without a form": '<div class="search-bar"><input id="startTime" placeholder="开始时间"><input id="endTime" placeholder="结束时间"><a onclick="query()">搜索</a></div>',
    "captcha": '<form action="/so"><input name="q"><input name="yzm" placeholder="验证码"><button>搜索</button></form>',
    "platform of a region": '<form action="http://search.province.gov.cn/s"><input name="q"><button>搜索</button></form>',
    "order of a book": '<form action="/shop" method="post"><input name="keyword" placeholder="收货地址"><button>立即订购</button></form>',
    "reset of a password": '<form action="/findpwd"><input name="key" placeholder="注册邮箱"><button>找回密码</button></form>',
    "vehicle": '<form action="/wz/search"><input name="key" placeholder="车牌号"><button>查找违章</button></form>',
}  # fmt: skip
"""Nothing of them may ever be sent."""
