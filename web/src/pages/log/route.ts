export const route = { path: '/log', load: () => import('./LogPage') }
