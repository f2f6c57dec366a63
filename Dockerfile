# syntax=docker/dockerfile:1
# The app as an image: docker build -t passkey-starter . The environment configures it when it starts.

FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 BUILD_OUTPUT=standalone
COPY package.json package-lock.json ./
COPY examples/backend-express/package.json examples/backend-express/
COPY examples/client-express/package.json examples/client-express/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-bookworm-slim AS run
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
# The embedded database lives here. With DATABASE_URL the folder stays empty.
RUN mkdir .data && chown node:node .data
VOLUME /app/.data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# All apps on one host name share their cookies, which may exceed the 16 KB of headers that Node.js accepts.
CMD ["node", "--max-http-header-size=65536", "server.js"]
