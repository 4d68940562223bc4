"""What looks after the whole: journeys, shape, the browser and the databases that tests run on."""
