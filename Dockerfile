# The service in a container: built from the locked, hashed requirements, run without root.
FROM python:3.13-slim

WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && useradd --create-home --uid 10001 chidao \
    && install -d -o chidao /data

USER chidao
WORKDIR /data
VOLUME /data
ENV CHIDAO_CONFIG=/data/chidao.toml
STOPSIGNAL SIGTERM
ENTRYPOINT ["chidao"]
CMD ["run"]
