import { liveUnder } from './lives.ts';

liveUnder([101, 102, 103, 104, 105]);
