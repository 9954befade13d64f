-- What a facility may do, as last said: open, sales_suspended, rectifying or closed. One of which nothing is said is open.
CREATE TABLE facility_status (
  node integer,
  facility code,
  status text NOT NULL,
  PRIMARY KEY (node, facility)
);
