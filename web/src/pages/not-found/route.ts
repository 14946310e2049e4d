export const route = { path: '*', load: () => import('./NotFoundPage') }
