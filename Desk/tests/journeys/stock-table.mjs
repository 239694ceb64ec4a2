// The stock that the journeys drop.
import { execFileSync } from "node:child_process";

const columns = "项目名称,项目所在省（区）,项目所在市（盟）,项目所在县（区、旗）,行业,设施类型,建设性质,项目阶段,电能利用效率PUE,设计年综合能源消费量（当量值）,capacityReplacement.sources[0].sourceId,capacityReplacement.sources[0].enterprise,capacityReplacement.sources[0].capacity";
export const count = Number(process.env.STOCK || 600);
export const bad = Math.min(30, Math.floor(count / 20));

/** A table as an office keeps it: data centres and mills, some rows broken, one furnace offered twice. */
export function table() {
  const lines = [columns];
  for (let index = 0; index < count; index += 1) {
    const isBad = index % Math.floor(count / bad) === 7 && Math.floor(index / Math.floor(count / bad)) < bad;
    const isMill = index % 3 === 0;
    const place = index % 2 ? "宁夏回族自治区,中卫市,沙坡头区" : "山西省,长治市,潞州区";
    const furnace = isMill ? `${index === 9 || index === 300 ? "GL-2024-001" : `GL-${index}`},${index === 9 || index === 300 ? "甲钢铁厂" : `第${index}钢铁厂`},50 万吨/年` : ",,";
    lines.push(isMill ? `第${index}号高炉项目,${place},钢铁,工业,新建,拟建,,${120000 + index},${furnace}`
      : `第${index}号数据中心,${place},数据中心,数据中心,新建,拟建,${isBad ? "很好" : (1.1 + (index % 40) / 100).toFixed(2)},${30000 + index},${furnace}`);
    if (isBad && isMill) lines[lines.length - 1] = lines[lines.length - 1].replace("新建", "不知道");
  }
  return execFileSync("iconv", ["-f", "UTF-8", "-t", "GB18030"], { input: `${lines.join("\r\n")}\r\n`, maxBuffer: 1 << 28 });
}
