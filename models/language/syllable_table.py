"""How is a character said? Syllables without tones, and the characters of GB 2312 that are read so.

Written by ``tests/language/build_tables.py``; not by hand.
"""

from __future__ import annotations

#: One syllable a line (again where there are many characters), a blank, its characters.
SYLLABLE_TABLE = """
a 啊阿嗄锕
ai 埃挨哎唉哀皑癌蔼矮艾碍爱隘捱嗳嗌嫒瑷暧砹锿霭
an 鞍氨安俺按暗岸胺案谙埯揞犴庵桉铵鹌黯
ang 肮昂盎
ao 凹敖熬翱袄傲奥懊澳坳拗嗷岙廒遨媪骜獒聱螯鏊鳌鏖
ba 芭捌扒叭吧笆八疤巴拔跋靶把耙坝霸罢爸茇菝岜灞钯粑鲅魃
bai 白柏百摆佰败拜稗捭掰擘
ban 斑班搬扳般颁板版扮拌伴瓣半办绊阪坂钣瘢癍舨
bang 邦帮梆榜膀绑棒磅蚌镑傍谤蒡浜
bao 苞胞包褒薄雹保堡饱宝抱报暴豹鲍爆勹葆孢煲鸨褓趵龅
bei 杯碑悲卑北辈背贝钡倍狈备惫焙被孛陂邶蓓呗悖碚鹎褙鐾鞴
ben 奔苯本笨畚坌贲锛
beng 崩绷甭泵蹦迸嘣甏
bi 逼鼻比鄙笔彼碧蓖蔽毕毙毖币庇痹闭敝弊必壁臂避陛匕俾荜荸萆薜吡哔狴庳愎滗濞弼妣婢嬖璧畀铋秕裨筚箅篦舭襞
bi 跸髀
bian 鞭边编贬扁便变卞辨辩辫遍匾弁苄忭汴缏煸砭碥窆褊蝙笾鳊
biao 标彪膘表婊骠杓飑飙飚灬镖镳瘭裱鳔髟
bie 鳖憋别瘪蹩
bin 彬斌濒滨宾摈傧豳缤玢槟殡膑镔髌鬓
bing 兵冰柄丙秉饼炳病并禀冫邴摒
bo 剥玻菠播拨钵波博勃搏铂箔伯帛舶脖膊渤驳卜亳啵饽檗礴钹鹁簸跛踣
bu 捕哺补埠不布步簿部怖卟逋瓿晡钚钸醭
ca 擦嚓礤
cai 猜裁材才财睬踩采彩菜蔡
can 餐参蚕残惭惨灿掺孱骖璨粲黪
cang 苍舱仓沧藏伧
cao 操糙槽曹草艹嘈漕螬艚
ce 厕策侧册测恻
cen 岑涔
ceng 层蹭曾噌
cha 插叉茬茶查碴搽察岔差诧猹馇汊姹杈槎檫锸镲衩
chai 拆柴豺侪钗瘥虿
chan 搀蝉馋谗缠铲产阐颤冁谄蒇廛忏潺澶羼婵骣觇禅镡蟾躔
chang 昌猖场尝常偿肠厂敞畅唱倡伥鬯苌菖徜怅惝阊娼嫦昶氅鲳
chao 超抄钞朝嘲潮巢吵炒怊晁焯耖
che 车扯撤掣彻澈坼屮砗
chen 郴臣辰尘晨忱沉陈趁衬谌谶抻嗔宸琛榇碜龀
cheng 撑称城橙成呈乘程惩澄诚承逞骋秤丞埕枨柽晟塍瞠铖裎蛏酲
chi 吃痴持池迟弛驰耻齿侈尺赤翅斥炽傺坻墀茌叱哧啻嗤彳饬媸敕眵鸱瘛褫蚩螭笞篪踟魑
chong 充冲虫崇宠茺忡憧铳舂艟
chou 抽酬畴踌稠愁筹仇绸瞅丑臭俦帱惆瘳雠
chu 初出橱厨躇锄雏滁除楚础储矗搐触处畜亍刍怵憷绌杵楮樗褚蜍蹰黜
chuai 揣搋啜嘬膪踹
chuan 川穿椽传船喘串舛遄巛氚钏舡
chuang 疮窗幢床闯创怆
chui 吹炊捶锤垂椎陲棰槌
chun 春椿醇唇淳纯蠢莼鹑蝽
chuo 戳绰辶辍踔龊
ci 疵茨磁雌辞慈瓷词此刺赐次伺茈呲祠鹚糍
cong 聪葱囱匆从丛苁淙骢琮璁枞
cou 凑辏腠
cu 粗醋簇促蔟徂猝殂酢蹙蹴
cuan 蹿篡窜汆撺爨镩
cui 摧崔催脆瘁粹淬翠萃啐悴璀榱毳
cun 村存寸忖皴
cuo 磋撮搓措挫错厝嵯脞锉矬痤鹾蹉
da 搭达答瘩打大耷哒嗒怛妲沓褡笪靼鞑
dai 呆歹傣戴带殆代贷袋待逮怠埭甙呔岱迨骀绐玳黛
dan 耽担丹单郸掸胆旦氮但惮淡诞弹蛋儋萏啖澹殚赕眈疸瘅聃箪
dang 当挡党荡档谠凼菪宕砀铛裆
dao 刀捣蹈倒岛祷导到稻悼道盗刂叨忉氘焘纛
de 德得的锝
deng 蹬灯登等瞪凳邓噔嶝戥磴镫簦
di 堤低滴迪敌笛狄涤翟嫡抵底地蒂第帝弟递缔氐籴诋谛邸荻嘀娣柢棣觌砥碲睇镝羝骶
dian 颠掂滇碘点典靛垫电佃甸店惦奠淀殿阽坫巅玷钿癜癫簟踮
diao 碉叼雕凋刁掉吊钓调铞铫貂鲷
die 跌爹碟蝶迭谍叠垤堞揲喋嗲牒瓞耋蹀鲽
ding 丁盯叮钉顶鼎锭定订仃啶玎腚碇铤疔耵酊
diu 丢铥
dong 东冬董懂动栋侗恫冻洞垌咚岽峒氡胨胴硐鸫
dou 兜抖斗陡豆逗痘都蔸窦蚪篼
du 督毒犊独读堵睹赌杜镀肚度渡妒芏嘟渎椟牍碡蠹笃髑黩
duan 端短锻段断缎椴煅簖
dui 堆兑队对怼憝碓镦
dun 墩吨蹲敦顿囤钝盾遁沌炖砘礅盹趸
duo 掇哆多夺垛躲朵跺舵剁惰堕咄哚缍柁铎裰踱
e 蛾峨鹅俄额讹娥恶厄扼遏鄂饿噩谔垩苊莪萼呃愕阏屙婀轭腭锇锷鹗颚鳄
ei 诶
en 恩蒽摁
er 而儿耳尔饵洱二贰佴迩珥铒鸸鲕
fa 发罚筏伐乏阀法珐垡砝
fan 藩帆番翻樊矾钒繁凡烦反返范贩犯饭泛蕃蘩幡梵燔畈蹯
fang 坊芳方肪房防妨仿访纺放匚邡枋钫舫鲂
fei 菲非啡飞肥匪诽吠肺废沸费芾狒悱淝妃绯榧腓斐扉镄痱蜚篚翡霏鲱
fen 芬酚吩氛分纷坟焚汾粉奋份忿愤粪偾瀵棼鲼鼢
feng 丰封枫蜂峰锋风疯烽逢冯缝讽奉凤俸酆葑唪沣砜
fou 否缶
fu 佛夫敷肤孵扶拂辐幅氟符伏俘服浮涪福袱弗甫抚辅俯釜斧腑府腐赴副覆赋复傅付阜父腹负富讣附妇缚咐匐凫阝郛芙
fu 苻茯莩菔拊呋幞怫滏艴孚驸绂绋桴赙祓砩黻黼罘稃馥蚨蜉蝠蝮麸趺跗鲋鳆
ga 噶嘎伽尬呷尕尜旮钆
gai 该改概钙盖溉丐陔垓戤赅
gan 干甘杆柑竿肝赶感秆敢赣坩苷尴擀泔淦澉绀橄旰矸疳酐
gang 冈刚钢缸肛纲岗港杠戆罡筻
gao 篙皋高膏羔糕搞镐稿告睾诰郜藁缟槔槁杲锆
ge 哥歌搁戈鸽胳疙割革葛格阁隔铬个各咯鬲仡哿圪塥嗝纥搿膈硌镉袼虼舸骼
gei 给
gen 根跟亘茛哏艮
geng 耕更庚羹埂耿梗哽赓绠鲠
gong 工攻功恭龚供躬公宫弓巩汞拱贡共廾珙肱蚣觥
gou 钩勾沟苟狗垢构购够佝诟岣遘媾缑枸觏彀笱篝鞲
gu 辜菇咕箍估沽孤姑鼓古蛊骨谷股故顾固雇嘏诂菰呱崮汩梏轱牯牿臌毂瞽罟钴锢鸪鹄痼蛄酤觚鲴鹘
gua 刮瓜剐寡挂褂卦诖栝胍鸹聒
guai 乖拐怪掴
guan 棺关官冠观管馆罐惯灌贯倌莞掼涫盥鹳鳏
guang 光广逛咣犷桄胱
gui 瑰规圭硅归龟闺轨鬼诡癸桂柜跪贵刽傀炔匦刿庋宄妫桧晷皈簋鲑鳜
gun 辊滚棍丨衮绲磙鲧
guo 锅郭国果裹过馘埚呙帼崞猓椁虢蜾蝈
ha 蛤哈铪
hai 骸孩海氦亥害骇还嗨胲醢
han 酣憨邯韩含涵寒函喊罕翰撼捍旱憾悍焊汗汉邗菡撖阚瀚晗焓顸颔蚶鼾
hang 夯杭航沆绗珩颃
hao 壕嚎豪毫郝好耗号浩貉蒿薅嗥嚆濠灏昊皓颢蚝
he 呵喝荷菏核禾和何合盒阂河涸赫褐鹤贺诃劾壑嗬阖曷盍颌蚵翮
hei 嘿黑
hen 痕很狠恨
heng 哼亨横衡恒蘅桁
hong 轰哄烘虹鸿洪宏弘红黉訇讧荭蕻薨闳泓
hou 喉侯猴吼厚候后堠後逅瘊篌糇鲎骺
hu 呼乎忽瑚壶葫胡蝴狐糊湖弧虎唬护互沪户冱唿囫岵猢怙惚浒滹琥槲轷觳烀煳戽扈祜瓠鹕鹱虍笏醐斛
hua 花哗华猾滑画划化话骅桦铧
huai 槐徊怀淮坏踝
huan 欢环桓缓换患唤痪豢焕涣宦幻郇奂萑擐圜獾洹浣漶寰逭缳锾鲩鬟
huang 荒慌黄磺蝗簧皇凰惶煌晃幌恍谎隍徨湟潢遑璜肓癀蟥篁鳇
hui 灰挥辉徽恢蛔回毁悔慧卉惠晦贿秽会烩汇讳诲绘诙茴荟蕙咴哕喙隳洄浍彗缋珲晖恚虺蟪麾
hun 荤昏婚魂浑混诨馄阍溷
huo 豁活伙火获或惑霍货祸劐藿攉嚯夥砉钬锪镬耠蠖
ji 击圾基机畸稽积箕肌饥迹激讥鸡姬绩缉吉极棘辑籍集及急疾汲即嫉级挤几脊己蓟技冀季伎祭剂悸济寄寂计记既忌际
ji 妓继纪藉丌亟乩剞佶偈诘墼芨芰荠蒺蕺掎叽咭哜唧岌嵴洎彐屐骥畿玑楫殛戟戢赍觊犄齑矶羁嵇稷瘠虮笈笄暨跻跽霁
ji 鲚鲫髻麂
jia 嘉枷夹佳家加荚颊贾甲钾假稼价架驾嫁茄郏葭岬浃迦珈戛胛恝铗镓痂瘕袷蛱笳袈跏
jian 歼监坚尖笺间煎兼肩艰奸缄茧检柬碱硷拣捡简俭剪减荐鉴践贱见键箭件健舰剑饯渐溅涧建僭谏谫菅蒹搛囝湔蹇謇缣
jian 枧楗戋戬牮犍毽腱睑锏鹣裥笕翦趼踺鲣鞯
jiang 僵姜将浆江疆蒋桨奖讲匠酱降茳洚绛缰犟礓耩糨豇
jiao 蕉椒礁焦胶交郊浇骄娇搅铰矫侥脚狡角饺缴绞剿教酵轿较叫窖佼僬艽茭挢噍峤徼湫姣敫皎鹪蛟醮跤鲛
jie 揭接皆秸街阶截劫节杰捷睫竭洁结解姐戒芥界借介疥诫届讦卩拮喈嗟婕孑桀碣疖颉蚧羯鲒骱
jin 巾筋斤金今津襟紧锦仅谨进靳晋禁近烬浸尽劲卺荩堇噤馑廑妗缙瑾槿赆觐钅衿矜
jing 荆兢茎睛晶鲸京惊精粳经井警景颈静境敬镜径痉靖竟竞净刭儆阱菁獍憬泾迳弪婧肼胫腈旌靓
jiong 炯窘冂迥炅扃
jiu 揪究纠玖韭久灸九酒厩救旧臼舅咎就疚僦啾阄柩桕鸠鹫赳鬏
ju 桔鞠拘狙疽居驹菊局咀矩举沮聚拒据巨具距踞锯俱句惧炬剧倨讵苣苴莒菹掬遽屦琚椐榘榉橘犋飓钜锔窭裾趄醵踽龃
ju 雎鞫
juan 捐鹃娟倦眷卷绢鄄狷涓桊蠲锩镌隽
jue 嚼撅攫抉掘倔爵觉决诀绝厥劂谲矍蕨噘噱崛獗孓珏桷橛爝镢蹶觖
jun 均菌钧军君峻俊竣浚郡骏捃皲麇
ka 喀咖卡佧咔胩
kai 开揩楷凯慨剀垲蒈忾恺铠锎锴
kan 槛刊堪勘坎砍看侃莰戡龛瞰
kang 康慷糠扛抗亢炕伉闶钪
kao 考拷烤靠尻栲犒铐
ke 坷苛柯棵磕颗科壳咳可渴克刻客课嗑岢恪溘骒缂珂轲氪瞌钶锞稞疴窠颏蝌髁
ken 肯啃垦恳裉龈
keng 坑吭铿
kong 空恐孔控倥崆箜
kou 抠口扣寇芤蔻叩眍筘
ku 枯哭窟苦酷库裤刳堀喾绔骷
kua 夸垮挎跨胯侉
kuai 块筷侩快蒯郐哙狯脍
kuan 宽款髋
kuang 匡筐狂框矿眶旷况诓诳邝圹夼哐纩贶
kui 亏盔岿窥葵奎魁馈愧溃馗匮夔隗蒉揆喹喟悝愦逵暌睽聩蝰篑跬
kun 坤昆捆困悃阃琨锟醌鲲髡
kuo 括扩廓阔蛞
la 垃拉喇蜡腊辣啦剌邋旯砬瘌
lai 莱来赖崃徕涞濑赉睐铼癞籁
lan 蓝婪栏拦篮阑兰澜谰揽览懒缆烂滥岚漤榄斓罱镧褴
lang 琅榔狼廊郎朗浪莨蒗啷阆锒稂螂
lao 捞劳牢老佬姥酪烙涝潦唠崂栳铑铹痨耢醪
le 乐肋了仂叻泐鳓
lei 勒雷镭蕾磊累儡垒擂类泪羸诔嘞嫘缧檑耒酹
leng 棱楞冷塄愣
li 厘梨犁黎篱狸离漓理李里鲤礼莉荔吏栗丽厉励砾历利傈例俐痢立粒沥隶力璃哩俪俚郦坜苈莅蓠藜呖唳喱猁溧澧逦娌
li 嫠骊缡枥栎轹戾砺詈罹锂鹂疠疬蛎蜊蠡笠篥粝醴跞雳鲡鳢黧
lia 俩
lian 联莲连镰廉怜涟帘敛脸链恋炼练蔹奁潋濂琏楝殓臁裢裣蠊鲢
liang 粮凉梁粱良两辆量晾亮谅墚椋踉魉
liao 撩聊僚疗燎寥辽撂镣廖料蓼尥嘹獠寮缭钌鹩
lie 列裂烈劣猎冽埒捩咧洌趔躐鬣
lin 琳林磷霖临邻鳞淋凛赁吝拎蔺啉嶙廪懔遴檩辚膦瞵粼躏麟
ling 玲菱零龄铃伶羚凌灵陵岭领另令酃苓呤囹泠绫柃棂瓴聆蛉翎鲮
liu 溜琉榴硫馏留刘瘤流柳六浏遛骝绺旒熘锍镏鹨鎏
long 龙聋咙笼窿隆垄拢陇垅茏泷珑栊胧砻癃
lou 楼娄搂篓漏陋偻蒌喽嵝镂瘘耧蝼髅
lu 芦卢颅庐炉掳卤虏鲁麓碌露路赂鹿潞禄录陆戮垆撸噜泸渌漉逯璐栌橹轳辂辘氇胪镥鸬鹭簏舻鲈
luan 峦挛孪滦卵乱脔娈栾鸾銮
lun 抡轮伦仑沦纶论囵
luo 萝螺罗逻锣箩骡裸落洛骆络倮蠃荦摞猡泺漯珞椤脶镙瘰雒
lv 驴吕铝侣旅履屡缕虑氯律率滤绿捋闾榈膂稆褛
lve 掠略锊
ma 妈麻玛码蚂马骂嘛吗唛犸嬷杩蟆
mai 埋买麦卖迈脉劢荬霾
man 瞒馒蛮满蔓曼慢漫谩墁幔缦熳镘颟螨鳗鞔
mang 芒茫盲氓忙莽邙漭硭蟒
mao 猫茅锚毛矛铆卯茂冒帽貌贸袤茆峁泖瑁昴牦耄旄懋瞀蝥蟊髦
me 么
mei 玫枚梅酶霉煤没眉媒镁每美昧寐妹媚莓嵋猸浼湄楣镅鹛袂魅
men 门闷们扪焖懑钔
meng 萌蒙檬盟锰猛梦孟勐甍瞢懵朦礞虻蜢蠓艋艨
mi 眯醚靡糜迷谜弥米秘觅泌蜜密幂芈冖谧蘼咪嘧猕汨宓弭脒祢敉糸縻麋
mian 棉眠绵冕免勉娩缅面沔渑湎宀腼眄
miao 苗描瞄藐秒渺庙妙喵邈缈杪淼眇鹋
mie 蔑灭乜咩蠛篾
min 民抿皿敏悯闽苠岷闵泯缗珉愍黾鳘
ming 明螟鸣铭名命冥茗溟暝瞑酩
miu 谬
mo 摸摹蘑模膜磨摩魔抹末莫墨默沫漠寞陌谟茉蓦馍嫫殁镆秣瘼耱貊貘麽
mou 谋牟某侔哞缪眸蛑鍪
mu 拇牡亩姆母墓暮幕募慕木目睦牧穆仫坶苜沐毪钼
n 嗯
na 拿哪呐钠那娜纳捺肭镎衲
nai 氖乃奶耐奈鼐艿萘柰
nan 南男难喃囡楠腩蝻赧
nang 囊攮囔馕曩
nao 挠脑恼闹淖孬垴呶猱瑙硇铙蛲
ne 呢讷疒
nei 馁内
nen 嫩恁
neng 能
ni 妮霓倪泥尼拟你匿腻逆溺伲坭猊怩昵旎睨铌鲵
nian 蔫拈年碾撵捻念辗廿埝辇黏鲇鲶
niang 娘酿
niao 鸟尿茑嬲脲袅
nie 捏聂孽啮镊镍涅陧蘖嗫颞臬蹑
nin 您
ning 柠狞凝宁拧泞佞咛甯聍
niu 牛扭钮纽狃忸妞
nong 脓浓农弄侬哝
nou 耨
nu 奴努怒弩胬孥驽
nuan 暖
nuo 挪懦糯诺傩搦喏锘
nv 女恧钕衄
nve 虐疟
o 哦喔噢
ou 欧鸥殴藕呕偶沤讴怄瓯耦
pa 啪趴爬帕怕琶葩杷筢
pai 拍排牌徘湃派俳蒎哌
pan 攀潘盘磐盼畔判叛拚爿泮袢襻蟠蹒
pang 乓庞旁耪胖彷滂逄螃
pao 抛咆刨炮袍跑泡匏狍庖脬疱
pei 呸胚培裴赔陪配佩沛辔帔旆锫醅霈
pen 喷盆湓
peng 砰抨烹澎彭蓬棚硼篷膨朋鹏捧碰堋嘭怦蟛
pi 辟坯砒霹批披劈琵毗啤脾疲皮匹痞僻屁譬丕仳陴邳郫圮埤鼙芘擗噼庀淠媲纰枇甓睥罴铍癖疋蚍蜱貔
pian 篇偏片骗谝骈犏胼翩蹁
piao 飘漂瓢票剽嘌嫖缥殍瞟螵
pie 撇瞥丿苤氕
pin 拼频贫品聘姘嫔榀牝颦
ping 乒坪苹萍平凭瓶评屏俜娉枰鲆
po 泊坡泼颇婆破魄迫粕叵鄱珀钋钷皤笸
pou 剖裒掊
pu 脯扑铺仆莆葡菩蒲埔朴圃普浦谱曝瀑匍噗溥濮璞攴氆攵镤镨蹼
qi 期欺栖戚妻七凄漆柒沏其棋奇歧畦崎脐齐旗祈祁骑起岂乞企启契砌器气迄弃汽泣讫亓俟圻芑芪萁萋葺蕲嘁屺岐汔淇
qi 骐绮琪琦杞桤槭耆祺憩碛颀蛴蜞綦綮蹊鳍麒
qia 掐恰洽葜髂
qian 牵扦钎铅千迁签仟谦乾黔钱钳前潜遣浅谴堑嵌欠歉倩佥阡凵芊芡茜掮岍悭慊骞搴褰缱椠肷愆钤虔箝
qiang 枪呛腔羌墙蔷强抢丬戕嫱樯戗炝锖锵镪襁蜣羟跄
qiao 橇锹敲悄桥瞧乔侨巧鞘撬翘峭俏窍劁诮谯荞愀憔缲樵硗跷鞒
qie 切且怯窃郄惬妾挈锲箧
qin 钦侵亲秦琴勤芹擒禽寝沁芩揿吣嗪噙溱檎锓螓衾
qing 青轻氢倾卿清擎晴氰情顷请庆苘圊檠磬蜻罄箐謦鲭黥
qiong 琼穷邛芎茕穹蛩筇跫銎
qiu 秋丘邱球求囚酋泅俅巯犰逑遒楸赇虬蚯蝤裘糗鳅鼽
qu 趋区蛆曲躯屈驱渠取娶龋趣去诎劬蕖蘧岖衢阒璩觑氍朐祛磲鸲癯蛐蠼麴瞿黢
quan 圈颧权醛泉全痊拳犬券劝诠荃犭悛绻辁畎铨蜷筌鬈
que 缺瘸却鹊榷确雀阕阙悫
qun 裙群逡
ran 然燃冉染苒蚺髯
rang 瓤壤攘嚷让禳穰
rao 饶扰绕荛娆桡
re 惹热
ren 壬仁人忍韧任认刃妊纫亻仞荏葚饪轫稔衽
reng 扔仍
ri 日
rong 戎茸蓉荣融熔溶容绒冗嵘狨榕肜蝾
rou 揉柔肉糅蹂鞣
ru 茹蠕儒孺如辱乳汝入褥蓐薷嚅洳溽濡缛铷襦颥
ruan 软阮朊
rui 蕊瑞锐芮蕤枘睿蚋
run 闰润
ruo 若弱偌箬
sa 撒洒萨卅仨挲脎飒
sai 腮鳃塞赛噻
san 三叁伞散馓毵糁
sang 桑嗓丧搡磉颡
sao 搔骚扫嫂埽缫臊瘙鳋
se 瑟色涩啬铯穑
sen 森
seng 僧
sha 莎砂杀刹沙纱傻啥煞厦唼歃铩痧裟霎鲨
shai 筛晒酾
shan 珊苫杉山删煽衫闪陕擅赡膳善汕扇缮剡讪鄯埏芟彡潸姗嬗骟膻钐疝蟮舢跚鳝
shang 墒伤商赏晌上尚裳垧绱殇熵觞
shao 梢捎稍烧芍勺韶少哨邵绍劭苕潲蛸筲艄
she 奢赊蛇舌舍赦摄射慑涉社设厍佘猞滠歙畲麝
shen 砷申呻伸身深娠绅神沈审婶甚肾慎渗什诜谂莘哂渖椹胂矧蜃
sheng 声生甥牲升绳省盛剩胜圣嵊眚笙
shi 匙师失狮施湿诗尸虱十石拾时食蚀实识史矢使屎驶始式示士世柿事拭誓逝势是嗜噬适仕侍释饰氏市恃室视试似谥埘
shi 莳蓍弑饣轼贳炻礻铈螫舐筮豉豕鲥鲺
shou 收手首守寿授售受瘦兽扌狩绶艏
shu 蔬枢梳殊抒输叔舒淑疏书赎孰熟薯暑曙署蜀黍鼠属术述树束戍竖墅庶数漱恕倏塾菽摅沭澍姝纾毹腧殳秫
shua 刷耍唰
shuai 摔衰甩帅蟀
shuan 栓拴闩涮
shuang 霜双爽孀
shui 谁水睡税氵
shun 吮瞬顺舜
shuo 说硕朔烁蒴搠妁槊铄
si 斯撕嘶思私司丝死肆寺嗣四饲巳厮兕厶咝汜泗澌姒驷纟缌祀锶鸶耜蛳笥
song 松耸怂颂送宋讼诵凇菘崧嵩忪悚淞竦
sou 搜艘擞嗽叟薮嗖嗾馊溲飕瞍锼螋
su 苏酥俗素速粟僳塑溯宿诉肃夙谡蔌嗉愫涑簌觫稣
suan 酸蒜算狻
sui 虽隋随绥髓碎岁穗遂隧祟谇荽濉邃燧眭睢
sun 孙损笋荪狲飧榫隼
suo 蓑梭唆缩琐索锁所唢嗦嗍娑桫睃羧
ta 塌他它她塔獭挞蹋踏闼溻遢榻铊趿鳎
tai 胎苔抬台泰酞太态汰邰薹肽炱钛跆鲐
tan 坍摊贪瘫滩坛檀痰潭谭谈坦毯袒碳探叹炭郯昙忐钽锬覃
tang 汤塘搪堂棠膛唐糖倘躺淌趟烫傥帑饧溏瑭樘铴镗耥螗螳羰醣
tao 掏涛滔绦萄桃逃淘陶讨套鼗啕洮韬饕
te 特忒忑慝铽
teng 藤腾疼誊滕
ti 梯剔踢锑提题蹄啼体替嚏惕涕剃屉倜荑悌逖绨缇鹈裼醍
tian 天添填田甜恬舔腆掭忝阗殄畋
tiao 挑条迢眺跳佻祧窕蜩笤粜龆鲦髫
tie 贴铁帖萜餮
ting 厅听烃汀廷停亭庭挺艇莛葶婷梃町蜓霆
tong 通桐酮瞳同铜彤童桶捅筒统痛佟僮仝茼嗵恸潼砼
tou 偷投头透亠钭骰
tu 凸秃突图徒途涂屠土吐兔堍荼菟钍酴
tuan 湍团抟彖疃
tui 推颓腿蜕褪退煺
tun 吞屯臀氽饨暾豚
tuo 拖托脱鸵陀驮驼椭妥拓唾乇佗坨庹沲沱柝橐砣箨酡跎鼍
wa 挖哇蛙洼娃瓦袜佤娲腽
wai 歪外崴
wan 豌弯湾玩顽丸烷完碗挽晚皖惋宛婉万腕剜芄菀纨绾琬脘畹蜿
wang 汪王亡枉网往旺望忘妄罔惘辋魍
wei 威巍微危韦违桅围唯惟为潍维苇萎委伟伪尾纬未蔚味畏胃喂魏位渭谓尉慰卫偎诿隈圩葳薇囗帏帷嵬猥猬闱沩洧涠逶
wei 娓玮韪軎炜煨痿艉鲔
wen 瘟温蚊文闻纹吻稳紊问刎阌汶玟璺雯
weng 嗡翁瓮蓊蕹
wo 挝蜗涡窝我斡卧握沃倭莴幄渥肟硪龌
wu 巫呜钨乌污诬屋无芜梧吾吴毋武五捂午舞伍侮坞戊雾晤物勿务悟误兀仵阢邬圬芴呒唔庑怃忤浯寤迕妩婺骛杌牾焐鹉
wu 鹜痦蜈鋈鼯
xi 昔熙析西硒矽晰嘻吸锡牺稀息希悉膝夕惜熄烯溪汐犀檄袭席习媳喜铣洗系隙戏细僖兮隰郗菥葸蓰奚唏徙饩阋浠淅屣
xi 嬉玺樨曦觋欷熹禊禧皙穸蜥螅蟋舄舾羲粞翕醯鼷
xia 瞎虾匣霞辖暇峡侠狭下夏吓狎遐瑕柙硖罅黠
xian 掀锨先仙鲜纤咸贤衔舷闲涎弦嫌显险现献县腺馅羡宪陷限线冼苋莶藓岘猃暹娴氙燹祆鹇痫蚬筅籼酰跣跹霰
xiang 相厢镶香箱襄湘乡翔祥详想响享项巷橡像向象芗葙饷庠骧缃蟓鲞飨
xiao 萧硝霄哮嚣销消宵淆晓小孝校肖啸笑效哓崤潇逍骁绡枭枵筱箫魈
xie 楔些歇蝎鞋协挟携邪斜胁谐写械卸蟹懈泄泻谢屑偕亵勰燮薤撷獬廨渫瀣邂绁缬榭榍躞
xin 薪芯锌欣辛新忻心信衅囟馨忄昕歆鑫
xing 星腥猩惺兴刑型形邢行醒幸杏性姓陉荇荥擤悻硎
xiong 兄凶胸匈汹雄熊
xiu 休修羞朽嗅锈秀袖绣咻岫馐庥溴鸺貅髹
xu 墟戌需虚嘘须徐许蓄酗叙旭序恤絮婿绪续吁诩勖蓿洫溆顼栩煦盱胥糈醑
xuan 轩喧宣悬旋玄选癣眩绚儇谖萱揎泫渲漩璇楦暄炫煊碹铉镟痃
xue 削靴薛学穴雪血谑泶踅鳕
xun 勋熏循旬询寻驯巡殉汛训讯逊迅巽埙荀荨蕈薰峋徇獯恂洵浔曛窨醺鲟
ya 压押鸦鸭呀丫芽牙蚜崖衙涯雅哑亚讶轧伢垭揠吖岈迓娅琊桠氩砑睚痖
yan 焉咽阉烟淹盐严研蜒岩延言颜阎炎沿奄掩眼衍演艳堰燕厌砚雁唁彦焰宴谚验厣赝俨偃兖讠谳郾鄢芫菸崦恹闫湮滟妍
yan 嫣琰檐晏胭腌焱罨筵酽魇餍鼹
yang 殃央鸯秧杨扬佯疡羊洋阳氧仰痒养样漾徉怏泱炀烊恙蛘鞅
yao 邀腰妖瑶摇尧遥窑谣姚咬舀药要耀钥夭爻吆崾徭幺珧杳轺曜肴鹞窈繇鳐
ye 椰噎耶爷野冶也页掖业叶曳腋夜液靥谒邺揶晔烨铘
yi 一壹医揖铱依伊衣颐夷遗移仪胰疑沂宜姨彝椅蚁倚已乙矣以艺抑易邑屹亿役臆逸肄疫亦裔意毅忆义益溢诣议谊译异
yi 翼翌绎刈劓佚佾诒圯埸懿苡薏弈奕挹弋呓咦咿噫峄嶷猗饴怿怡悒漪迤驿缢殪轶贻欹旖熠眙钇镒镱痍瘗癔翊衤蜴舣羿
yi 翳酏黟
yin 茵荫因殷音阴姻吟银淫寅饮尹引隐印胤鄞廴垠堙茚吲喑狺夤洇氤铟瘾蚓霪
ying 英樱婴鹰应缨莹萤营荧蝇迎赢盈影颖硬映嬴郢茔莺萦蓥撄嘤膺滢潆瀛瑛璎楹媵鹦瘿颍罂
yo 哟唷
yong 拥佣臃痈庸雍踊蛹咏泳涌永恿勇用俑壅墉喁慵邕镛甬鳙饔
you 幽优悠忧尤由邮铀犹油游酉有友右佑釉诱又幼卣攸侑莠莜莸尢呦囿宥柚猷牖铕疣蚰蚴蝣鱿黝鼬
yu 迂淤于盂榆虞愚舆余俞逾鱼愉渝渔隅予娱雨与屿禹宇语羽玉域芋郁遇喻峪御愈欲狱育誉浴寓裕预豫驭禺毓伛俣谀谕
yu 萸蓣揄圄圉嵛狳饫馀庾阈鬻妪妤纡瑜昱觎腴欤於煜燠肀聿钰鹆鹬瘐瘀窬窳蜮蝓竽臾舁雩龉
yuan 鸳渊冤元垣袁原援辕园员圆猿源缘远苑愿怨院垸塬掾沅媛瑗橼爰眢鸢螈箢鼋
yue 曰约越跃岳粤月悦阅龠瀹樾刖钺
yun 耘云郧匀陨允运蕴酝晕韵孕郓芸狁恽愠纭韫殒昀氲熨筠
za 匝砸杂咋拶咂
zai 栽哉灾宰载再在仔崽甾
zan 咱攒暂赞瓒昝簪糌趱錾
zang 赃脏葬奘驵臧
zao 遭糟凿藻枣早澡蚤躁噪造皂灶燥唣
ze 责择则泽仄赜啧帻迮昃笮箦舴
zei 贼
zen 怎谮
zeng 增憎赠缯甑罾锃
zha 扎喳渣札铡闸眨栅榨乍炸诈柞揸吒咤哳楂砟痄蚱齄
zhai 摘斋宅窄债寨砦瘵
zhan 瞻毡詹粘沾盏斩崭展蘸栈占战站湛绽谵搌旃
zhang 长樟章彰漳张掌涨杖丈帐账仗胀瘴障仉鄣幛嶂獐嫜璋蟑
zhao 招昭找沼赵照罩兆肇召爪诏啁棹钊笊
zhe 遮折哲蛰辙者锗蔗这浙着谪摺柘辄磔鹧褶蜇赭
zhen 珍斟真甄砧臻贞针侦枕疹诊震振镇阵帧圳蓁浈缜桢榛轸赈胗朕祯畛稹鸩箴
zheng 蒸挣睁征狰争怔整拯正政症郑证诤峥徵钲铮筝
zhi 芝枝支吱蜘知肢脂汁之织职直植殖执值侄址指止趾只旨纸志挚掷至致置帜峙制智秩稚质炙痔滞治窒卮陟郅埴芷摭帙
zhi 夂忮彘咫骘栉枳栀桎轵轾贽胝膣祉祗黹雉鸷痣蛭絷酯跖踬踯豸觯
zhong 中盅忠钟衷终种肿重仲众冢锺螽舯踵
zhou 舟周州洲诌粥轴肘帚咒皱宙昼骤荮妯纣绉胄籀酎
zhu 珠株蛛朱猪诸诛逐竹烛煮拄瞩嘱主著柱助蛀贮铸筑住注祝驻丶伫侏邾苎茱洙渚潴杼槠橥炷铢疰瘃竺箸舳翥躅麈
zhua 抓
zhuai 拽
zhuan 专砖转撰赚篆啭馔颛
zhuang 桩庄装妆撞壮状
zhui 锥追赘坠缀惴骓缒隹
zhun 谆准肫窀
zhuo 捉拙卓桌茁酌啄灼浊倬诼擢浞涿濯禚斫镯
zi 兹咨资姿滋淄孜紫籽滓子自渍字谘嵫姊孳缁梓辎赀恣眦锱秭耔笫粢趑觜訾龇鲻髭
zong 鬃棕踪宗综总纵偬腙粽
zou 邹走奏揍诹陬鄹驺楱鲰
zu 租足卒族祖诅阻组俎镞
zuan 钻纂攥缵躜
zui 嘴醉最罪蕞
zun 尊遵撙樽鳟
zuo 琢昨左佐做作坐座阼唑怍胙祚
"""

#: Characters that are seldom used and read in several ways, with the further ways: 呱 is gu, and gua.
OTHER_READINGS = """
丌 qi
亘 xuan geng
丞 sheng zheng
鬲 li e
丿 yi
匕 pin
乇 zhe
夭 wo wai
爻 xiao
氐 zhi
馗 qiu
睾 hao
亟 qi
乜 nie
孛 bo
嘏 jia
厝 ji
匮 gui
刳 kou
剡 yan
剽 biao
劐 hua
仂 li
仡 yi wu
仳 bi
伧 chen
伉 gang
佚 die
佝 kou ju
佗 yi
伽 jia qie
佴 nai
侉 hua e wu
侏 zhou
佻 diao yao dao zhao
佼 xiao
侔 mao
俟 si
俸 beng
倩 qing
偌 re
倭 wei
俾 bei pi
倜 diao zhou
偕 jie
偈 jie qi
偬 cong
偻 lv
僭 zen
僮 zhuang chong
儋 shan
氽 qiu
籴 za
巽 zhuan
馘 xu
訇 jun heng
袤 mou
脔 ji
裒 bao
蠃 guo
羸 lian
冼 sheng
冥 mian
诘 jie
阢 wei
阽 yan
陂 pi bi po
陟 de
陬 zhe
陴 bi
隗 wei gui
隰 xie
邺 qiu
郅 ji
郄 xi
郇 xun
郢 cheng
郗 chi
鄱 pi pan
鄹 ju
劾 kai
勖 mao
叟 xiao
凵 kan
厶 mou
弁 pan
垩 sheng
壅 weng
壑 huo
圩 xu yu
圪 yi
圳 quan chou huai
圻 yin
坫 zhen
坻 di
坨 yi
坶 mei
坳 you
垌 tong
埏 yan
垧 jiong
垠 ken
垸 huan
埯 yan
埤 bi bei
埝 dian nie
堋 beng ping
艽 qiu
艿 reng
芎 xiong
芫 yuan
芾 fu
苣 qu
芘 bi
芮 ruo
芩 yin
芴 hu
芪 chi
芟 wei
苤 pi
茇 pei fei
苴 cha zha zu jie bao xie
苻 pu
苓 lian
苕 tiao
茜 xi
荑 yi
茈 zi chai
荃 chuo
荠 qi
茭 xiao qiao
荥 ying
荨 qian
茛 jian
莠 xiu
莜 diao di
荼 cha ye shu
莩 piao
荽 wei
莘 xin
莞 wan
莨 liang
萁 ji
菥 si
堇 qin
菽 jiao
萑 zhui
萆 pi bei ba
菸 yu
菹 zu
菅 guan
菀 yu yun
葚 shen
葶 ding
葭 xia
蓁 qin
蒿 gao
蒡 pang
蔟 cou chuo
蓿 su
蓼 lu lao liu
蕈 tan
蕞 jue zhuo
蕺 qie
瞢 mang
蕃 bo pi
蕹 yong
薜 bo bai pi
藿 he
蘧 ju
蘖 bo
耷 zhe
奘 zhuang
尢 wang
尥 niao
抻 shen
拊 bu
拚 bian fen fan pin
拗 niu yu
拮 jia
拶 zan
捋 luo
掎 yi
掴 guo
捭 ba bi
掊 fu pei
捩 li
揲 she ye
揄 chou you shu yao
揞 yan ye
掾 chuan
搋 chi yi
搛 lian
撖 qian
摺 la xie
擐 juan xuan
擗 bo
攉 que
忒 tui tei
卟 ji
叱 hua e
叽 jiao
叨 tao
叻 li
吖 a
呒 m
呔 tai
呃 ai
吡 pi
呗 bai
吲 shen
咔 nong
呷 xia jia
呱 gua
呶 na nu
哐 qiang
咭 xi qia
咴 hai
咦 xi
呲 zi
咣 gong
哕 yue
咻 xu xiao
哌 gu
咪 mie mai
哏 hen n
唛 mai
哧 xia he
哽 ying ng n
唔 ng m n
唏 xie
唑 shi
唧 jie
唪 beng
喏 re
啉 lan len
啁 zhou dao tiao diao
啐 zu za e chuai
唼 qie
唷 yu
啜 chuo zhuo
喋 zha qie
嗒 ta
喈 xie
喁 yu
喟 huai
嗖 su
啻 di
嗟 jue
喔 wo wu
喙 zhou
嗑 he xia
嗔 tian
嗄 sha xia
嗯 ng
嗲 dia
嗌 yi wo
嗍 shuo
嗨 hei
嘞 le
嘁 zu za
嘀 zhe
嘬 zuo
噍 jiu
噢 yu ao
噌 cheng
噱 xue
噫 ai
嚓 cha
嚯 xue
囗 guo
囝 nan yue
囡 nie
圜 yuan
帔 pi
帑 nu
帱 dao
岈 xia
峒 tong
峤 qiao
崤 yao
崛 yu
崴 wei
嵯 ci
嵊 cheng
豳 ban
嶷 ni
彳 fu
彷 fang
徙 si
徵 zhi cheng
徼 yao
彡 xian
犴 han jian
狃 nv
狻 xun jun
猗 ji e wei
猓 luo
獠 lao
獬 ha jie
獾 quan
夂 zhong
饧 xing
馇 zha
庵 yan e
庳 pi
廑 qin
忏 qian
忮 qi
忾 qi
忪 zhong
怙 tie
怵 xu
怛 dan
怍 zha
怫 fei bei
恂 shun
悝 li
悛 xun
惝 tang
惆 qiu dao
愠 wen
惴 chuan gua
愀 qiu
慊 qie xian
憧 zhuang
懔 lan
阏 yan
阚 kan
爿 qiang
戕 zang
沌 zhuan tun chun
汩 yu hu
汶 min men
沆 kang
泔 han
泷 shuang
泖 liu
泺 po
泫 juan
沱 duo chi
泯 mian
洇 yan ye
洫 yi
浍 kuai
洮 yao dao
洵 xuan
洚 hong
浒 xu
涑 sou shu
涓 yuan xuan
涔 qian zan
浜 bin
淠 pei
渑 sheng
淦 han
淙 shuang
涮 shua
渫 die zha yi qie
湮 yin
湫 qiu jiu
溲 shao
湟 kuang
湔 zan zhan qian
渥 ou wu
溱 zhen
溘 kai
溥 fu bu bo po
溴 chou
滂 peng
溟 mi
潢 guang
漯 ta lei
澉 han
澍 zhu
潼 chong zhong
澹 tan shan
澶 dan zhan
濂 xian
濡 ruan er nuan nuo
濞 pi
濯 shuo zhao
瀹 yao
宓 fu
寰 xian
迮 zuo
迤 tuo
迦 xie
逄 feng
逡 xun suo
逯 dai
遽 qu
邋 lie
彗 sui
彖 shi
孱 chan jian zhan
艴 bo pei
鬻 zhou ju
屮 cao
妁 yue
妃 pei
妗 xian
妞 hao
妯 chou
姣 xiao
娉 pin
婕 qie
胬 nv
媪 yun wo
婺 mou mu
媲 bi
嫖 biao
嬗 chan
嬷 mo
骀 tai
骠 piao
纥 he
缏 pian
缪 miao miu
缲 sao
幺 mi
巛 shun
甾 zi
玢 fen
玟 min
珩 heng
珞 li
珲 hun
瑗 huan
杌 wo
杓 shao shuo di zhuo
枇 bi
枘 nen
枞 zong
枋 bing
杷 ba
杼 shu
柙 jia
柚 zhou
枸 ju qu
柢 chi
栎 yue
柁 tuo
柽 jue
栝 tian kuo
桁 hang
桧 hui
桊 quan
栩 yu
梏 jue
楮 zhu
棹 zhuo
棰 duo
棣 ti dai
楱 cou
椹 zhen
楂 cha
槌 zhui dui
槁 kao
槟 bing
槿 qin
槭 cu zu se
樘 cheng
檠 jing
橐 du luo
檐 dan
檗 bi
檫 sa
殁 wen
殍 bi
戛 ga
戡 zhen
臧 cang
瓿 pou
旮 xu
旰 han
昙 yu
昕 xuan
炅 gui
曷 e
昵 zhi
耆 zhi shi
晟 sheng jing
晁 zhao
暧 nuan
贲 bi
犄 yi
犍 qian
挈 qi jia qia shi
挲 suo sha
擘 bo
毳 qiao xia
毹 yu
氤 yan
敕 sou
敫 qiao
肜 chen
朊 wan
肫 chun tun zhuo
肭 nu
肷 xu
胂 chen
胍 gu hu
胗 zhun
朐 xu chun
胝 chi di
胲 gai
豚 dun
脞 qie
脘 huan
腌 a ang
腱 qian
腧 yu
媵 sheng
膪 zha zhai
朦 mang
膻 dan
膦 lian
欹 qi
歃 xia
歙 xi xie
彀 kou
觳 que jue
於 wu
旄 wu
炖 tun
焯 zhuo chuo
焱 yi
煨 yu
熨 yu wei
燠 ao
燔 fen
燹 bing
爝 jiao
灬 huo
焘 tao
煦 xiu
祓 fei
祢 ni
祠 si
禅 shan
忑 dao
忐 keng
恝 qi
恁 ren nin
愍 fen
慝 ni
戆 zhuang
沓 ta
矸 han
砉 hua xu
斫 chuo
砝 jie ge
砟 zuo
砥 zhi
砬 li
砩 fei
硎 keng
硐 tong liu
硌 luo li
硪 e yi
碡 zhou
碣 ke ya
黹 xian
盹 zhun
眈 chen
眙 chi
眭 hui xie wei
睇 ti
睃 jun juan
睢 hui wei
睽 ji
瞀 wu
瞑 meng mian
瞠 zheng
瞵 lian
町 ding zheng tian
畹 yuan
罱 nan
盍 ke
钭 dou
钯 pa
钿 tian
铊 tuo
铛 cheng
铤 ting
铫 yao
锬 xian
镡 tan xin
镦 dun
雉 kai yi si
嵇 xi
稞 hua
稹 bian
稷 ze
馥 bi
穰 reng
皓 hui
皤 pan
瓠 huo gu
甬 dong
鹄 hu
疔 ne
疴 e qia
疸 da
痦 pi
瘥 cuo
瘕 xia
瘵 ji
瘳 lu
穹 kong
窀 tun
窬 dou
窨 yin
衿 qin
袂 yi
袢 fan
袷 qia jie
袼 luo
裢 shao
褚 zhe zhu
裼 xi
裨 pi
褊 pian
褶 die xi
疋 shu ya
矜 qin guan
聒 guo
聱 you
覃 qin yan
颉 xie
颌 ge
蚝 ci
蚣 zhong
蚵 ke
蚰 zhu
蚺 tian
蚴 niu
蛩 gong
蜓 dian
蛞 she
蛑 mao
蛸 xiao
蜍 yu
蜻 jing
蜮 guo
蜚 pei bei
蜾 luo
蜴 xi
蜱 miao
蜩 diao
蜷 juan
蝤 you jiu
蝙 pian
蝥 wu
蟒 meng
蟆 mo
螅 ci
螃 bang
螫 zhe
蟊 meng
蟠 fan
蠖 yue
蠡 luo
蠼 jue
竺 du
笏 wen wu
笮 zuo zha
笤 shao
筠 jun
箐 jing qiang
箸 zhuo
箬 na
箢 wan
箴 jian
篦 pi
臾 yong kui
舂 chuang zhong
舄 que tuo
舡 xiang
舳 zhou
艟 zhuang tong
羧 zui
粢 ci ji
糁 shen
艮 hen
暨 jie
翮 li
糸 si
綮 qing
繇 you zhou
纛 du
趄 qie
趑 ci
豉 chi
酐 hang
酢 zuo
酡 duo
酾 shi
醮 qiao zhan
跫 qiang
踅 chi
趵 bo zhuo chuo pao
趿 sa qi
趼 yan
跞 luo
跛 bi po
跬 xie
跣 sun
跤 qiao
踉 lang
踔 diao zhuo tiao
踣 pou
踹 shuan duan chuan
踱 chuo
蹊 xi
蹶 gui
蹴 zu jiu
躅 zhuo
躔 zhan
豸 zhai
貊 ma
觖 kui gui
觜 zui
靓 liang
雩 xu
霰 san
霾 li
龈 yin
黾 mian meng
隹 cui wei
隽 jun
瞿 ju ji
鑫 xun
鲅 bo
鲑 xie
鲭 zheng
鞔 men
鞫 qu
鞴 fu bu bai
骱 jia xie
骰 gu
鹘 hu
髁 kua
髂 ge
髟 piao shan
髻 jie
麽 ma me
麇 qun
鏖 biao
黝 yi
黧 lai
"""
