FROM node:26-slim AS build
WORKDIR /callboard
COPY . .
RUN node setup.js run

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /callboard
COPY --from=build --chown=node:node /callboard .
RUN mkdir -p data && chown node:node data
USER node
VOLUME /callboard/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["npm", "start"]
