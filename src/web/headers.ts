import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * The pages need a stylesheet of our own and nothing else, so everything else is forbidden: no script at all, no frame, no form that sends anywhere.
 * Strict-Transport-Security is left to whoever ends TLS in front of this program, because only they know that all of the host speaks it.
 */
export const forPages: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
  permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [] },
});

/** A case names parents and children: no cache keeps a page of it, and no search engine lists it. */
export const notKept: MiddlewareHandler = async (context, next) => {
  await next();
  if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  context.header('x-robots-tag', 'noindex, nofollow');
};
