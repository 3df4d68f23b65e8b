using Anomaly.Producer.Commands;

return await CommandLine.RunAsync(args, Surroundings.OfProcess());
