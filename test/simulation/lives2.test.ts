import { liveUnder } from './lives.ts';

liveUnder([106, 107, 108, 109, 110]);
