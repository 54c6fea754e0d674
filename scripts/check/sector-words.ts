/**
 * The core names no sector and no office: a new sector must need no change there (DESIGN section 2).
 * Identifiers and strings count, comments and tests do not.
 */
import { literal, nameOf, parse, visit } from './ast.ts'
import { type Check, type Finding, isTest, isTypeScript, lineAt, topOf } from './source.ts'

const LAYERS = ['kernel', 'platform', 'mechanisms']

/** English words, lower case, several words by blanks; camelCase and snake_case are split before they are compared. */
const ENGLISH = [
  ...'hazchem, hazardous chemical, hazardous chemicals, firework, fireworks, firecracker, coal, colliery, methane'.split(', '),
  ...'tailings, tailings pond, noncoal, non coal, mining, metallurgy, metal and trade, chemical park, city lifeline'.split(', '),
  ...'fire brigade, fire station, fire department, firefighting, fire fighting, fire control, sprinkler'.split(', '),
  ...'gas station, road transport, special equipment, elevator, boiler, construction site'.split(', '),
  ...'bureau, emergency management, safety committee, traffic police, market supervision, housing department'.split(', '),
]

/** Chinese words, found anywhere in a string. */
const CHINESE = [
  ...'危化, 危险化学品, 烟花, 爆竹, 煤, 瓦斯, 尾矿, 矿山, 冶金, 工贸, 化工, 燃气, 加油站, 粉尘'.split(', '),
  ...'消防, 道路运输, 建筑施工, 特种设备, 电梯, 锅炉, 城市生命线'.split(', '),
  ...'应急管理, 应急局, 安委办, 安委会, 住建, 交通局, 公安, 交警, 市监局, 市场监管, 自然资源, 水利局, 能源局, 教体局, 卫健'.split(', '),
]

/** `majorHazardInstallation`, `major_hazard-installation` → ` major hazard installation `. */
function words(text: string): string {
  const split = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[^A-Za-z0-9]+/g, ' ')
  return ` ${split.toLowerCase().trim()} `
}

/** The first sector or office word in a text, or null. */
export function sectorWord(text: string): string | null {
  const split = words(text)
  return ENGLISH.find((word) => split.includes(` ${word} `)) ?? CHINESE.find((word) => text.includes(word)) ?? null
}

export const sectorWords: Check = {
  name: 'sector-words',
  run(sources) {
    const findings: Finding[] = []
    for (const source of sources) {
      if (!isTypeScript(source.path) || isTest(source.path) || !LAYERS.includes(topOf(source.path))) continue
      const seen = new Set<string>()
      visit(parse(source).program, (node) => {
        const text = node.type === 'JSXText' ? String(node['value']) : node.type === 'TemplateLiteral' ? literal(node) : nameOf(node)
        const word = text === undefined ? null : sectorWord(text)
        const line = lineAt(source.text, node.start)
        if (!word || seen.has(`${line} ${word}`)) return
        seen.add(`${line} ${word}`)
        findings.push({
          path: source.path,
          line,
          message: `the core names a sector or an office: ${word}`,
          remedy: 'move it into sectors/ (or a practice) and pass it in as data',
        })
      })
    }
    return findings
  },
}
