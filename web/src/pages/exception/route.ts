export const route = { path: '/exceptions/:control/:test', load: () => import('./ExceptionPage') }
