export const route = { path: '/sources', load: () => import('./SourcesPage') }
