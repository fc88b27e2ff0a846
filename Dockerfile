# The service in a container: built from the locked, hashed requirements, run without root.
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && useradd --create-home --uid 10001 chidao \
    && install -d -o chidao -g chidao -m 0700 /data

USER chidao
WORKDIR /data
VOLUME /data
ENV CHIDAO_CONFIG=/data/chidao.toml TZ=Asia/Ho_Chi_Minh
EXPOSE 8765
STOPSIGNAL SIGTERM
# Whether the store answers and the schedule runs; no proxy of the environment is asked.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:8765/readyz', timeout=8)"]
ENTRYPOINT ["chidao"]
CMD ["run"]
