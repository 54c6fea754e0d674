import { FileExcelOutlined, FilePdfOutlined, PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { MatterList, type MatterSearch, useKinds, useMatterCount } from '#mechanisms/matters/web/index.ts'
import { Loading, Page, Stat, useHolds, useLang, useMe, useT, withQuery, type Colour } from '#platform/web/index.ts'
import { FindDialog } from './FindDialog.tsx'
import './hazards.css'

const ACTIVE = 'open,waiting'

interface Door {
  readonly text: Text
  readonly search: MatterSearch
  readonly colour?: Colour
}

const DOORS: readonly Door[] = [
  { text: text('未销号', 'Open'), search: { phase: ACTIVE } },
  { text: text('重大', 'Major'), search: { phase: ACTIVE, level: 'major' }, colour: 'red' },
  { text: text('超期', 'Overdue'), search: { due: 'overdue' } },
  { text: text('待复查', 'To verify'), search: { state: 'verifying' } },
  { text: text('重复出现', 'Recurring'), search: { phase: ACTIVE, recurring: 'true' } },
]

function DoorCard({ door, orgId }: { door: Door; orgId: string | undefined }): ReactNode {
  const search = orgId ? { ...door.search, orgId } : door.search
  const count = useMatterCount({ ...search, kind: 'hazard' })
  // A colour where there is something to see: a red nought would cry for nothing.
  const colour = count && count.total > 0 ? door.colour : undefined
  return (
    <div className="card">
      <Stat
        label={door.text}
        value={count?.total}
        capped={count?.capped}
        to="/hazards"
        search={search as Record<string, string>}
        colour={colour}
      />
    </div>
  )
}

/** The papers of one enterprise: one-enterprise-one-list (一企一清单) and one-workshop-one-table (一车间一表). */
function Papers({ orgId }: { orgId: string }): ReactNode {
  const t = useT()
  const { lang } = useLang()
  return (
    <>
      <Button icon={<FilePdfOutlined />} href={withQuery('/api/hazards/list.pdf', { orgId, lang })} target="_blank">
        {t(text('一企一清单', 'List of the enterprise'))}
      </Button>
      <Button icon={<FileExcelOutlined />} href={withQuery('/api/hazards/list.xlsx', { orgId, lang })}>
        {t(text('清单表格', 'As a spreadsheet'))}
      </Button>
      <Button icon={<FilePdfOutlined />} href={withQuery('/api/hazards/workshop.pdf', { orgId, lang })} target="_blank">
        {t(text('一车间一表', 'By workshop'))}
      </Button>
      <Button icon={<FileExcelOutlined />} href={withQuery('/api/hazards/workshop.xlsx', { orgId, lang })}>
        {t(text('车间表格', 'By workshop, spreadsheet'))}
      </Button>
    </>
  )
}

/** Hidden hazards: how many of each sort, each number a door, then the list. */
export default function HazardsPage(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const navigate = useNavigate()
  const { me } = useMe()
  const kinds = useKinds()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const [finding, setFinding] = useState(false)
  if (!me || kinds.loading) return <Loading />
  const kind = kinds.of('hazard')
  // Posts of an enterprise report hazards; their organisation is the enterprise. Offices choose one by the filter.
  const own = holds('hazard.report') ? me.orgId : null
  const asked = typeof search['orgId'] === 'string' && search['orgId'] !== '' ? search['orgId'] : undefined
  const orgId = asked ?? own
  return (
    <Page
      wide
      title={t(text('隐患', 'Hidden hazards'))}
      extra={
        <>
          {orgId ? <Papers orgId={orgId} /> : null}
          {kind && holds('hazard.find') ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setFinding(true)}>
              {t(text('登记隐患', 'Record a finding'))}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="grid hazard-stats">
        {DOORS.map((door) => (
          <DoorCard key={door.text.zh} door={door} orgId={asked} />
        ))}
      </div>
      <p className="filters">
        {holds('selfcheck.read') ? (
          <Link to="/hazards/register">{t(text('应查未查名单', 'Who should have checked and did not'))}</Link>
        ) : null}
        <Link to="/hazards/signs">{t(text('形式主义线索', 'Signs of formalism'))}</Link>
      </p>
      <MatterList kinds={['hazard']} />
      {finding && kind ? (
        <FindDialog
          kind={kind}
          orgId={orgId}
          onClose={() => setFinding(false)}
          onDone={({ matterId }) => {
            setFinding(false)
            void navigate({ to: '/matters/$id', params: { id: matterId } as never })
          }}
        />
      ) : null}
    </Page>
  )
}
