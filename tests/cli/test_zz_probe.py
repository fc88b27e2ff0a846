import pytest
from tests.cli.conftest import *
@pytest.mark.parametrize("a",[
 ("directives","--to","x"*100000),("directives","--to","()[]{}*"),("list","--source","x"*10000),
 ("export","--source",""),("show","1"*9),("show","²"),("show","٣"),("show","１"),("diff","1","-1"),("diff","1","--","-1"),
 ("why","1","--subscription"," "),("why","1","--subscription","operator"),("deliver","--resend","x"*10000),
 ("channel","test",""),("check",""),("check","demo "),("verify",""),("explain",""),("explain","--jsonl","x"),
 ("--config","","list"),("list","--limit","1_0"),("db",),("db","fly"),("init","--language",""),
 ("explain","FILE","--url","http://["),("explain","FILE","--url","x"),("explain","FILE","--url","javascript:1"),
 ("explain","HTTPS://["),("explain","http://x:99999/"),("explain","http://x:0/"),("explain","http://\u202e/"),("explain","http://"+"a"*70+".vn/"),("explain","http://a..b/"),("explain","http://127.0.0.1:9/\n"),
 ("explain","http://user:pw@127.0.0.1:9/"),
])
def test_p(vi,a,tmp_path,world,capsys):
    f=tmp_path/"p.html"; f.write_text("<html><body><h1>Tin</h1><a href='http://['>x</a><p>Một hai ba bốn năm sáu bảy tám chín mười.</p></body></html>")
    e=called("--config",str(world.settings()),*[str(f) if x=="FILE" else x for x in a])
    with capsys.disabled(): print([x[:40] for x in a],e.code,repr(e.out[:60]),repr(e.err[:160]))
