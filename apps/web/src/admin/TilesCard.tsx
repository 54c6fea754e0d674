import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Failure, FieldBox, Loading, useT } from '#platform/web/index.ts'
import { Fault } from './Fault.tsx'
import { useSaveSetting, useSettings, type SettingRow } from './useSettings.ts'

interface Tiles {
  url: string
  attribution: string
}

function Editor({ row, mayChange }: { row: SettingRow; mayChange: boolean }): ReactNode {
  const t = useT()
  const saved = row.value as Tiles | null
  const [form, setForm] = useState<Tiles>(saved ?? { url: '', attribution: '' })
  const { save, busy, error } = useSaveSetting()
  const changed = form.url.trim() !== (saved?.url ?? '') || form.attribution.trim() !== (saved?.attribution ?? '')
  const value = form.url.trim() === '' ? null : { url: form.url.trim(), attribution: form.attribution.trim() }
  return (
    <>
      <Fault error={error} />
      <FieldBox
        id="tiles-url"
        label={t(text('瓦片地址', 'Address of the tiles'))}
        hint={t(
          text(
            '例如本单位内网的天地图服务；不填则只画边界和点位。',
            'For example a service of your own network; empty: boundaries and points only.',
          ),
        )}
      >
        <Input
          id="tiles-url"
          value={form.url}
          maxLength={500}
          disabled={!mayChange}
          inputMode="url"
          onChange={(e) => setForm({ ...form, url: e.target.value })}
        />
      </FieldBox>
      <FieldBox
        id="tiles-attribution"
        label={t(text('地图署名与审图号', 'Attribution'))}
        hint={t(text('显示在地图右下角。', 'Shown in the corner of the map.'))}
      >
        <Input
          id="tiles-attribution"
          value={form.attribution}
          maxLength={200}
          disabled={!mayChange}
          onChange={(e) => setForm({ ...form, attribution: e.target.value })}
        />
      </FieldBox>
      {mayChange ? (
        <Button
          type="primary"
          disabled={!changed}
          loading={busy}
          onClick={() => void save(row, value, text('底图已保存', 'Base map saved'))}
        >
          {t(text('保存', 'Save'))}
        </Button>
      ) : null}
    </>
  )
}

/** The base map under boundaries and points. */
export function TilesCard(): ReactNode {
  const t = useT()
  const settings = useSettings()
  const row = settings.items.find((s) => s.name === 'map.tiles')
  return (
    <Card title={t(text('底图', 'Base map'))}>
      {settings.error ? (
        <Failure error={settings.error} retry={settings.retry} />
      ) : row ? (
        <Editor key={row.version} row={row} mayChange={settings.mayChange} />
      ) : (
        <Loading rows={2} />
      )}
    </Card>
  )
}
