// Where to look: found from the running server, so that the same tests run on any organisation.
export async function findPlaces(url) {
  const get = async (path) => {
    const response = await fetch(`${url}/api${path}`)
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const encode = encodeURIComponent
  const [{ controls }, { kinds }, entries] = await Promise.all([get('/controls'), get('/kinds'), get('/entries?limit=5')])
  const worst = controls.find((control) => control.counts.failed > 0 && control.counts.unknown > 0) ?? controls.find((control) => control.counts.failed > 0) ?? controls.find((control) => control.counts.population > 0) ?? controls[0]
  const { tests } = await get(`/controls/${encode(worst.id)}`)
  const test = tests.find((each) => each.counts.failed > 0) ?? tests[0]
  const items = await get(`/controls/${encode(worst.id)}/tests/${encode(test.id)}/items`)
  const row = items.rows[0]
  const kind = kinds.find((each) => each.name === 'account' && each.count > 0) ?? kinds.find((each) => each.count > 0)
  const records = await get(`/records/${encode(kind.name)}?limit=5`)
  const empty = kinds.find((each) => each.count === 0)
  const pages = {
    home: '/', controls: '/controls', control: `/controls/${encode(worst.id)}?test=${encode(test.id)}`,
    'control-seen': `/controls/${encode(worst.id)}?tab=seen`, 'control-rule': `/controls/${encode(worst.id)}?tab=rule`, 'control-maps': `/controls/${encode(worst.id)}?tab=maps`,
    kinds: '/records', records: `/records/${encode(kind.name)}`, record: `/records/${encode(kind.name)}/${encode(records.rows[0].id)}`,
    catalog: '/catalog', 'catalog-criterion': '/catalog/CC6.2', 'catalog-control': `/catalog/${encode(worst.id)}`, 'catalog-numbers': '/catalog?show=parameters',
    sources: '/sources', log: '/log', seals: '/log?show=seals', entry: `/log/${Math.min(9, entries.size - 1)}`,
    ...(row && { exception: `/exceptions/${encode(worst.id)}/${encode(test.id)}?item=${encode(row.item)}${row.from ? `&from=${encode(row.from)}` : ''}` }),
    ...(empty && { 'records-empty': `/records/${encode(empty.name)}` }),
  }
  return { pages, control: worst, test, row, kinds, get }
}
