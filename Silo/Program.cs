using Anomaly.Silo.Hosting;

return await SiloHost.RunAsync(args);
