global using Anomaly.Fuzz.Tests.Generation;
