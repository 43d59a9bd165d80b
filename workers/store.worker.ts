import { serve } from '../src/wire/shared/serve.js'
import { createStoreService } from './store/service.js'

serve(createStoreService())
