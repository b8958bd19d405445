"""The practice of reverse mentoring as data: agendas, cards, prompts, topics, scales."""
