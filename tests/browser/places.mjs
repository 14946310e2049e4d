const encode = encodeURIComponent

// What failed, else what is not known, else whatever is there. Of an entity where there is one: the company has no record of its own.
async function worstItem(get, controls) {
  const failed = (counts) => counts.failed > 0, open = (counts) => counts.failed + counts.unknown > 0, any = (counts) => counts.population > 0
  let last = null
  for (const isWanted of [failed, open, any]) {
    for (const control of controls.filter((each) => isWanted(each.counts)).slice(0, 8)) {
      const { tests } = await get(`/controls/${encode(control.id)}`)
      const test = tests.find((each) => failed(each.counts)) ?? tests.find((each) => open(each.counts)) ?? tests[0]
      const { rows } = await get(`/controls/${encode(control.id)}/tests/${encode(test.id)}/items`)
      if (rows.length > 0 && rows[0].item !== 'company') return { control, test, row: rows[0] }
      last ??= { control, test, row: rows[0] }
    }
  }
  return last ?? { control: controls[0], test: (await get(`/controls/${encode(controls[0].id)}`)).tests[0] }
}

// Where to look: found from the running server, so that the same tests run on any organisation.
export async function findPlaces(url) {
  const get = async (path) => {
    const response = await fetch(`${url}/api${path}`)
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const [{ controls }, { kinds }, entries] = await Promise.all([get('/controls'), get('/kinds'), get('/entries?limit=5')])
  const { control: worst, test, row } = await worstItem(get, controls)
  const kind = kinds.find((each) => each.name === 'account' && each.count > 0) ?? kinds.find((each) => each.count > 0)
  const records = await get(`/records/${encode(kind.name)}?limit=5`)
  const empty = kinds.find((each) => each.count === 0)
  const pages = {
    home: '/', controls: '/controls', control: `/controls/${encode(worst.id)}?test=${encode(test.id)}`,
    'control-seen': `/controls/${encode(worst.id)}?tab=seen`, 'control-rule': `/controls/${encode(worst.id)}?tab=rule`, 'control-maps': `/controls/${encode(worst.id)}?tab=maps`,
    kinds: '/records', records: `/records/${encode(kind.name)}`, record: `/records/${encode(kind.name)}/${encode(records.rows[0].id)}`,
    applies: '/applies', catalog: '/catalog', 'catalog-criterion': '/catalog/CC6.2', 'catalog-control': `/catalog/${encode(worst.id)}`, 'catalog-numbers': '/catalog?show=parameters',
    policies: '/policies', policy: '/policies/access',
    sources: '/sources', log: '/log', seals: '/log?show=seals', entry: `/log/${Math.min(9, entries.size - 1)}`,
    ...(row && { exception: `/exceptions/${encode(worst.id)}/${encode(test.id)}?item=${encode(row.item)}${row.from ? `&from=${encode(row.from)}` : ''}` }),
    ...(empty && { 'records-empty': `/records/${encode(empty.name)}` }),
  }
  return { pages, control: worst, test, row, kinds, get }
}
