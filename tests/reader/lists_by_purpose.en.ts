import { CookieCategory } from './types';

export const essential = [
  { name: 'JSESSIONID', description: 'Keeps you signed in' },
  { name: 'orchard_lang', description: 'Your language, ' + 'for the next visit' },
];

export const others: CookieInfo[] = [
  { title: '_ga', description: 'Counts visits', expiration: '2 years', category: CookieCategory.STATISTICS },
  { title: 'IDE', description: 'Shows advertisements', expiration: '1 year', category: CookieCategory.MARKETING },
];

export const form = [
  { name: 'first_name', description: 'Your first name' },
  { name: 'cookies', description: 'How many cookies you would like' },
];
