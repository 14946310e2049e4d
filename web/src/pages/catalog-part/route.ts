export const route = { path: '/catalog/:what', load: () => import('./CatalogPartPage') }
