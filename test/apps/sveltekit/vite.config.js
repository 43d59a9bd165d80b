import { sveltekit } from '@sveltejs/kit/vite'
import { tacet } from 'tacet/vite'

export default { plugins: [sveltekit(), tacet()] }
