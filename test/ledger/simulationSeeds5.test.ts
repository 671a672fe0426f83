import { simulateUnder } from './simulation/seeds.ts';

simulateUnder([611009, 611010]);
