/* han.c - the traditional forms that people write in letters about fees, with the simplified ones beside them. Only
 * what has one simplified form is here: 乾 may be 干 or itself, 著 is written in both. It knows no words. */
#include "jianfu/han.h"

#include <string.h>

enum { HAN = 3, PAIR = 2 * HAN }; /* bytes; each of them has three */

/* Traditional and simplified in turn, by the code of the traditional one. */
static const char pairs[] = "來来係系個个們们備备債债價价億亿償偿兩两凍冻劃划務务區区參参叄叁"
                            "員员問问單单國国園园圓圆圖图團团報报場场壓压學学實实寫写對对導导"
                            "屬属幫帮幹干廁厕廈厦廚厨廟庙廠厂廢废廣广廳厅張张強强彈弹彎弯彙汇"
                            "後后徑径從从復复徵征徹彻惱恼態态慘惨慣惯慮虑慶庆憂忧憑凭憤愤憲宪"
                            "應应懲惩懷怀懼惧戀恋戲戏戶户拋抛掛挂採采揀拣揚扬換换損损搶抢擇择"
                            "擊击擋挡擔担據据擠挤擬拟擴扩擺摆擾扰攔拦攝摄攤摊敗败敘叙敵敌數数"
                            "斃毙斷断昇升時时晉晋晝昼暈晕暫暂曆历曉晓書书會会東东條条業业榮荣"
                            "構构槍枪樂乐樓楼標标樹树橋桥機机檔档檢检櫃柜欄栏權权歐欧歡欢歲岁"
                            "歷历歸归殘残殺杀毀毁氣气決决沒没況况淚泪淨净淺浅減减渦涡測测湊凑"
                            "湯汤準准溝沟溫温滅灭滯滞滿满漁渔漢汉漲涨漸渐潔洁潛潜潤润澤泽濁浊"
                            "濃浓濕湿濟济濫滥灘滩灣湾災灾烏乌無无煉炼煙烟煩烦熱热燒烧爐炉爭争"
                            "爺爷爾尔牆墙狀状狹狭猶犹獄狱獎奖獨独獲获現现瑪玛環环產产畝亩畢毕"
                            "畫画異异當当疊叠瘋疯瘡疮療疗發发盜盗盡尽監监盤盘盧卢眾众睜睁矯矫"
                            "確确碼码磚砖礙碍礦矿禍祸禦御禮礼禱祷稅税稈秆種种稱称穀谷積积穩稳"
                            "窩窝窮穷窯窑竊窃競竞筆笔筍笋節节範范築筑簡简簽签籃篮籌筹糧粮糾纠"
                            "紀纪約约紅红紋纹納纳紐纽純纯紙纸級级紛纷紮扎細细紹绍終终組组結结"
                            "絕绝絡络給给絨绒統统絲丝綁绑經经綜综綠绿綢绸維维綱纲網网緊紧緒绪"
                            "線线緣缘編编緩缓練练緻致縣县縫缝縮缩縱纵總总績绩織织繞绕繡绣繪绘"
                            "繳缴繼继續续纏缠罰罚罷罢羅罗義义習习翹翘聖圣聞闻聯联聰聪職职聽听"
                            "肅肃脅胁脈脉腦脑腳脚腸肠膚肤臉脸臘腊臨临臺台興兴舉举舊旧艦舰艱艰"
                            "艷艳荊荆莊庄莖茎華华萬万葉叶蒼苍蓋盖蓮莲蔣蒋薦荐薩萨藍蓝藝艺藥药"
                            "蘆芦蘇苏蘭兰處处虛虚號号虧亏蝕蚀蟲虫蠟蜡蠻蛮術术衛卫衝冲裏里補补"
                            "裝装裡里製制複复褲裤襯衬見见規规視视親亲覺觉觀观觸触訂订計计訊讯"
                            "討讨訓训託托記记訟讼訪访設设許许訴诉診诊註注詐诈評评詞词試试詩诗"
                            "話话該该詳详誇夸認认誘诱語语誠诚誣诬誤误說说誰谁課课調调談谈請请"
                            "諒谅論论諷讽諸诸諾诺謀谋謂谓講讲謝谢證证識识譜谱譯译議议護护讀读"
                            "變变讓让讚赞豐丰豬猪貝贝負负財财貢贡貧贫貨货販贩貪贪貫贯責责貯贮"
                            "貳贰貴贵買买費费貼贴賄贿資资賊贼賓宾賞赏賠赔賢贤賣卖賦赋質质賴赖"
                            "賺赚購购賽赛贈赠贊赞贏赢趙赵趨趋跡迹踐践躍跃車车軌轨軍军軟软較较"
                            "載载輔辅輕轻輛辆輩辈輪轮輯辑輸输輿舆轄辖轉转轟轰辦办辭辞辯辩農农"
                            "迴回逕迳這这連连週周進进遊游運运過过達达違违遞递遠远適适遲迟遷迁"
                            "選选遺遗還还邊边郵邮鄉乡鄧邓鄭郑鄰邻醫医醬酱釀酿釋释釐厘針针釣钓"
                            "鈔钞鈴铃鉅钜鉛铅鉤钩銀银銅铜銘铭銷销鋒锋鋪铺鋸锯鋼钢錄录錢钱錦锦"
                            "錯错鍊炼鍋锅鍵键鎖锁鎮镇鏈链鏡镜鐘钟鐵铁鑄铸鑑鉴鑰钥長长門门閃闪"
                            "閉闭開开閏闰間间閘闸閣阁閥阀閩闽閱阅闆板闊阔關关陣阵陰阴陳陈陸陆"
                            "陽阳隊队階阶際际隨随險险隱隐隸隶雖虽雙双雜杂雞鸡離离難难電电霧雾"
                            "靈灵靜静韓韩頁页頂顶項项順顺須须預预頒颁頓顿頗颇領领頭头頸颈頻频"
                            "顆颗題题額额願愿顛颠類类顧顾顯显風风飄飘飛飞飢饥飯饭飲饮飼饲飽饱"
                            "餅饼養养餓饿餘余館馆饑饥馬马馮冯駁驳駐驻駕驾騎骑騙骗騰腾驅驱驗验"
                            "驚惊驢驴髒脏體体髮发鬆松鬍胡鬥斗鬧闹魚鱼鮑鲍鮮鲜鯉鲤鳥鸟鴨鸭鴻鸿"
                            "鴿鸽鹽盐麗丽麥麦麵面黃黄點点黨党黴霉齊齐齒齿齡龄龍龙龜龟";

static const char *simplified(const char *han)
{
    size_t low = 0, high = (sizeof pairs - 1) / PAIR;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = memcmp(han, pairs + middle * PAIR, HAN);
        if (order == 0)
            return pairs + middle * PAIR + HAN;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

void jf_han_simplify(char *text, size_t len)
{
    for (size_t i = 0; i + HAN <= len; i++) {
        unsigned char first = (unsigned char)text[i];
        const char *other = first >= 0xE4 && first <= 0xE9 ? simplified(text + i) : NULL;
        if (other)
            memcpy(text + i, other, HAN);
    }
}
