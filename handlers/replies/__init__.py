"""What is said, as data? A kind and its values for each thing that people are told; words are made when it is sent.

Values are JSON: products by name, quantities as decimal strings, money as integer fen (``…_fen``), times as ISO 8601
(``…_at``, a date alone where no hour is known), people as references (models.mail). ``time_zone`` says in which zone
times are told.
"""
