import { tacet } from 'tacet/vite'

export default { base: '/app/', plugins: [tacet()] }
