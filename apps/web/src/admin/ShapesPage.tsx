import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Radio } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, Failure, FieldBox, Loading, Page, useHolds, useMe, useT, withQuery } from '#platform/web/index.ts'
import { AdminTitle } from './AdminTitle.tsx'
import { Fault } from './Fault.tsx'
import { namesIn } from './geojson.ts'
import { sectionOf } from './sections.ts'
import { TilesCard } from './TilesCard.tsx'
import { useDo } from './useDo.ts'
import './admin.css'

interface Shapes {
  features: { properties: { path: string; name: string; level: string; note: string } }[]
  notes: string[]
}

interface Stored {
  stored: number
  unknown: string[]
  note: string
}

/** Which boundaries are there, and under which approval number. */
function Present({ path }: { path: string }): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery({
    queryKey: ['shapes', path],
    queryFn: () => api.get<Shapes>('/api/divisions/shapes', { path }),
    enabled: path !== '',
  })
  if (path === '') return <p className="muted">{t(text('您的岗位没有辖区。', 'Your post has no area.'))}</p>
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  if (data.features.length === 0)
    return (
      <p className="muted">{t(text('还没有边界，地图只显示点位和列表。', 'No boundaries yet; the map shows points and lists only.'))}</p>
    )
  return (
    <>
      <p>
        {t(text(`已有 ${data.features.length} 个区划的边界：`, `Boundaries of ${data.features.length} divisions: `))}
        {data.features.map((f) => f.properties.name).join('、')}
      </p>
      <p className="muted">{data.notes.join('；')}</p>
    </>
  )
}

function Import(): ReactNode {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [names, setNames] = useState<readonly string[] | null>(null)
  const [source, setSource] = useState<'approved' | 'schematic'>('approved')
  const [approval, setApproval] = useState('')
  const [crs, setCrs] = useState<'wgs84' | 'gcj02'>('wgs84')
  const [result, setResult] = useState<Stored | null>(null)
  const { run, busy, error, clear } = useDo('shapes', 'map')
  const ready = file !== null && names !== null && (source === 'schematic' || approval.trim().length >= 4)
  const choose = async (chosen: File | undefined): Promise<void> => {
    clear()
    setResult(null)
    setFile(chosen ?? null)
    setNames(chosen ? namesIn(await chosen.text()) : null)
  }
  const send = (): Promise<boolean> =>
    run(async () => {
      if (!file) return
      const query = source === 'schematic' ? { schematic: true, crs } : { approval: approval.trim(), crs }
      setResult(await api.upload<Stored>(withQuery('/api/divisions/shapes', query), file))
      setFile(null)
      setNames(null)
      if (input.current) input.current.value = ''
    })
  return (
    <>
      <Fault error={error} />
      {result ? (
        <Alert
          type={result.unknown.length > 0 ? 'warning' : 'success'}
          showIcon
          style={{ marginBottom: 12 }}
          title={t(text(`已导入 ${result.stored} 个区划的边界（${result.note}）`, `${result.stored} boundaries stored (${result.note})`))}
          description={
            result.unknown.length > 0
              ? t(
                  text(
                    `有 ${result.unknown.length} 个没有对上本地区划，或不在您的辖区：${result.unknown.join('、')}`,
                    `${result.unknown.length} did not match a division here, or lie outside your area: ${result.unknown.join(', ')}`,
                  ),
                )
              : undefined
          }
        />
      ) : null}
      <FieldBox
        id="shape-file"
        label={t(text('边界文件（GeoJSON）', 'File (GeoJSON)'))}
        required
        hint={t(text('按区划代码或名称对应到本地乡镇。', 'Matched to divisions by code or name.'))}
        error={file && names === null ? t(text('不是有效的 GeoJSON 文件', 'Not a valid GeoJSON file')) : undefined}
      >
        <span className="admin-line">
          <Button id="shape-file" onClick={() => input.current?.click()}>
            {t(text('选择文件', 'Choose a file'))}
          </Button>
          {file?.name}
        </span>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,.geojson,application/geo+json,application/json"
          onChange={(e) => void choose(e.target.files?.[0])}
        />
      </FieldBox>
      {names ? (
        <p className="muted">
          {t(text(`文件里有 ${names.length} 块：`, `${names.length} shapes in the file: `))}
          {names.slice(0, 20).join('、')}
          {names.length > 20 ? '…' : ''}
        </p>
      ) : null}
      <FieldBox id="shape-source" label={t(text('来源', 'Source'))} required group>
        <Radio.Group
          id="shape-source"
          value={source}
          onChange={(e) => setSource(e.target.value as 'approved' | 'schematic')}
          options={[
            { value: 'approved', label: t(text('有审图号的地图', 'A map with an approval number')) },
            { value: 'schematic', label: t(text('示意图，不作为划界依据', 'A schematic drawing, no official boundary')) },
          ]}
        />
      </FieldBox>
      {source === 'approved' ? (
        <FieldBox
          id="shape-approval"
          label={t(text('审图号', 'Approval number'))}
          required
          hint={t(text('例如 GS(2024)0650号；公开使用的行政区划边界须有审图号。', 'For example GS(2024)0650号; needed for public use.'))}
        >
          <Input
            id="shape-approval"
            value={approval}
            maxLength={60}
            style={{ maxWidth: 320 }}
            onChange={(e) => setApproval(e.target.value)}
          />
        </FieldBox>
      ) : null}
      <FieldBox id="shape-crs" label={t(text('坐标系', 'Coordinates'))} required group>
        <Radio.Group
          id="shape-crs"
          value={crs}
          onChange={(e) => setCrs(e.target.value as 'wgs84' | 'gcj02')}
          options={[
            { value: 'wgs84', label: t(text('WGS-84 或国家 2000', 'WGS 84 or CGCS2000')) },
            { value: 'gcj02', label: t(text('火星坐标（GCJ-02，高德、腾讯）', 'GCJ-02 (Amap, Tencent)')) },
          ]}
        />
      </FieldBox>
      <Button type="primary" disabled={!ready} loading={busy} onClick={() => void send()}>
        {t(text('导入', 'Import'))}
      </Button>
    </>
  )
}

/** Boundaries of divisions with the map's approval number, and the base map. */
export default function ShapesPage(): ReactNode {
  const t = useT()
  const { me } = useMe()
  const holds = useHolds()
  return (
    <Page title={<AdminTitle title={sectionOf('/admin/shapes')} />}>
      <Card title={t(text('现有边界', 'Boundaries here'))}>
        <Present path={me?.path ?? ''} />
      </Card>
      {holds('admin.org') ? (
        <Card title={t(text('导入边界', 'Import boundaries'))}>
          <Import />
        </Card>
      ) : null}
      {holds('admin.read') ? <TilesCard /> : null}
    </Page>
  )
}
