-- The jobs: names and moments, no record. The worker's login alone reaches them; see TABLES_WITHOUT_WALLS.
grant usage on schema public to sl_worker_login;
grant select, insert, update, delete on procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers,
    procrastinate_workers to sl_worker_login;
grant usage on all sequences in schema public to sl_worker_login;
do $$ declare f regprocedure; begin
    for f in select oid from pg_proc where pronamespace = 'public'::regnamespace and proname like 'procrastinate%' loop
        execute format('grant execute on function %s to sl_worker_login', f);
    end loop;
end $$;
