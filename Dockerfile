# The build stage has the development packages, of which one makes the database client from prisma/*.prisma.
# No package's install script runs: none is needed, and one would try to download an engine.
FROM node:24-bookworm-slim AS build
WORKDIR /clbot
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node src/setup.mjs

# Optional packages are the embedded PostgreSQL and Prisma's own tools: 300 MB that an image with DATABASE_URL never uses.
FROM node:24-bookworm-slim AS packages
WORKDIR /clbot
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
WORKDIR /clbot
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CLBOT_DATA=/data
COPY --from=packages /clbot/node_modules node_modules
COPY --from=build /clbot/package.json ./
COPY --from=build /clbot/prisma prisma
COPY --from=build /clbot/locales locales
COPY --from=build /clbot/src src
COPY --from=build /clbot/jobs jobs
# The data folder holds what came from Zalo while the database was away: it belongs on a volume.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
# A worker has no HTTP side; if it dies its container ends.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
	CMD ["node", "-e", "if (process.env.CLBOT_ROLE !== 'worker') fetch(`http://127.0.0.1:${process.env.PORT}/healthz`, { signal: AbortSignal.timeout(4000) }).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The sources run as they are; SIGTERM is obeyed within ten seconds.
CMD ["node", "src/run.mjs", "main"]
