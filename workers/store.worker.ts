import { serve } from '../src/wire/serve.js'
import { createStoreService } from './store/service.js'

serve(createStoreService())
