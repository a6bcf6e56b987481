"""Holds api/openapi.json against real answers.

usage: openapi_contract.py api/openapi.json exchanges.ndjson

Every exchange must be declared: its path, method, status, content type and headers; the answer must fit its schema, and the body
of a request that succeeded must fit the request's schema. Every operation must have been seen to succeed at least once.
"""
import json
import re
import sys

from jsonschema import Draft202012Validator, FormatChecker, RefResolver

NEVER_SUCCEEDS = set()
OPEN_BASES = {"TimelineStep", "HistoryStep"}  # closed by the schemas that are made of them


class Contract:
    def __init__(self, document):
        self.document = document
        self.resolver = RefResolver.from_schema(document)
        self.operations = [
            (path_expression(path), method.upper(), operation)
            for path, item in document["paths"].items()
            for method, operation in item.items()
        ]

    def resolve(self, value):
        while "$ref" in value:
            value = self.resolver.resolve(value["$ref"])[1]
        return value

    def find(self, method, path):
        method = "GET" if method == "HEAD" else method
        known = [(m, operation) for expression, m, operation in self.operations if expression.match(path)]
        return known, next((operation for m, operation in known if m == method), None)

    def mistakes(self, schema, instance):
        validator = Draft202012Validator(schema, resolver=self.resolver, format_checker=FormatChecker())
        return [f"{'/'.join(map(str, e.absolute_path))}: {deepest(e).message}" for e in validator.iter_errors(instance)]


def deepest(error):
    """The most telling part of a failed oneOf: the branch that got furthest."""
    while error.context:
        error = max(error.context, key=lambda e: len(e.absolute_path))
    return error


def path_expression(path):
    """A parameter is one part of the path, but for the path of a tile, which has several."""
    return re.compile("^" + re.sub(r"\{[^}]+\}", "[^/]+", path.replace("{tile}", ".+")) + "$")


def media_type(content_type):
    return content_type.split(";")[0].strip()


def check_response(contract, response, exchange):
    response = contract.resolve(response)
    for name in response.get("headers", {}):
        if name not in exchange["headers"]:
            yield f"header {name} is declared but was not sent"
    content = response.get("content", {})
    if not content:
        if exchange["response"]:
            yield "a body was sent but none is declared"
        return
    kind = media_type(exchange["content_type"])
    if kind not in content:
        yield f"content type {kind} is not declared"
        return
    body = json.loads(exchange["response"]) if "json" in kind and kind != "application/x-ndjson" else exchange["response"]
    yield from contract.mistakes(content[kind]["schema"], body)


def check_request(contract, operation, exchange):
    body = operation.get("requestBody")
    if body is None or "application/json" not in body["content"]:
        return
    if not exchange["request"]:
        if body["required"]:
            yield "the request came without its body and was taken"
        return
    schema = body["content"]["application/json"]["schema"]
    for mistake in contract.mistakes(schema, json.loads(exchange["request"])):
        yield "request " + mistake


def check_exchange(contract, exchange, succeeded):
    known, operation = contract.find(exchange["method"], exchange["path"])
    status = str(exchange["status"])
    if operation is None:
        if not known and not exchange["path"].startswith("/v1/"):
            return  # pages and their files: the document describes the API
        preflight = known and exchange["method"] == "OPTIONS"
        expected = "204" if preflight else "405" if known else "404"
        if status not in (expected, "401"):
            yield f"undeclared operation answered with {status}, not {expected}"
        return
    if status not in operation["responses"]:
        yield f"status {status} is not declared"
        return
    yield from check_response(contract, operation["responses"][status], exchange)
    if status in ("200", "201", "202", "204"):
        succeeded.add(operation["operationId"])
        yield from check_request(contract, operation, exchange)


def check_document(document):
    """Every schema is a schema, closed or deliberately open, every reference leads somewhere, no parameter is there twice."""
    resolver = RefResolver.from_schema(document)
    for name, schema in document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        if "properties" in schema and name not in OPEN_BASES:
            if schema.get("additionalProperties", schema.get("unevaluatedProperties")) is not False:
                yield f"schema {name} is open"

    def references(value):
        if isinstance(value, dict):
            if "$ref" in value:
                yield value["$ref"]
            for member in value.values():
                yield from references(member)
        elif isinstance(value, list):
            for element in value:
                yield from references(element)

    for reference in set(references(document)):
        resolver.resolve(reference)

    for path, item in document["paths"].items():
        for method, operation in item.items():
            names = [parameter.get("name", parameter.get("$ref")) for parameter in operation.get("parameters", [])]
            for name in {name for name in names if names.count(name) > 1}:
                yield f"{method} {path} has the parameter {name} twice"


def main(document_file, exchanges_file):
    with open(document_file, encoding="utf-8") as file:
        document = json.load(file)
    with open(exchanges_file, encoding="utf-8") as file:
        exchanges = [json.loads(line) for line in file]
    mistakes = list(check_document(document))
    contract = Contract(document)
    succeeded = set()
    for exchange in exchanges:
        for mistake in check_exchange(contract, exchange, succeeded):
            mistakes.append(f"{exchange['method']} {exchange['path']} -> {exchange['status']}: {mistake}")
    operations = {operation["operationId"] for _, _, operation in contract.operations}
    mistakes += [f"{name} was never seen to succeed" for name in sorted(operations - succeeded - NEVER_SUCCEEDS)]
    for mistake in mistakes:
        print(mistake)
    print(f"{len(exchanges)} exchanges, {len(succeeded)} of {len(operations)} operations, {len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
